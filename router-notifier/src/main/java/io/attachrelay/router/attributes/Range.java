package io.attachrelay.router.attributes;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts from one to another, both included. */
record Range(long from, long to) {

    private static final Pattern FORM =
            Pattern.compile("(?<sign>[<>]=?)?(?<from>[^<>=]+?)(\\.\\.(?<to>[^<>=]+))?");

    /**
     * Reads {@code 20}, {@code > 20}, {@code >= 20}, {@code < 20}, {@code <= 20} or {@code 5..20}.
     *
     * @param amount reads one amount
     * @throws IllegalArgumentException if it is none of these, or holds nothing
     */
    static Range parse(String text, Function<String, Long> amount) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group("sign") != null && form.group("to") != null) {
            throw new IllegalArgumentException("is no amount such as 20, '> 20' or 5..20");
        }
        long from = amount.apply(form.group("from").strip());
        String to = form.group("to");
        Range range =
                to == null
                        ? signed(form.group("sign"), from)
                        : new Range(from, amount.apply(to.strip()));
        if (range.from > range.to) {
            throw new IllegalArgumentException("can't be");
        }
        return range;
    }

    private static Range signed(@Nullable String sign, long amount) {
        return switch (sign) {
            case ">" -> new Range(amount + 1, Long.MAX_VALUE);
            case ">=" -> new Range(amount, Long.MAX_VALUE);
            case "<" -> new Range(0, amount - 1);
            case "<=" -> new Range(0, amount);
            case null, default -> new Range(amount, amount);
        };
    }

    /** Whether an amount is in it; one that is not known is not. */
    boolean holds(@Nullable Number amount) {
        return amount != null && from <= amount.longValue() && amount.longValue() <= to;
    }
}
