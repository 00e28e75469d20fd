package io.attachrelay.router.attributes;

import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import io.attachrelay.settings.Amounts;
import io.attachrelay.settings.rows.RowReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a condition may ask of an attachment and its message. A fact that is not known fits nothing.
 */
enum Fact implements WireName {
    KIND(text -> word(MediaKind.of(text), Subject::kind)),
    /** As the bytes prove it: {@code application/pdf}, or {@code image/*} for a family. */
    TYPE(Fact::type),
    PAGES(text -> count(text, s -> s.facts().pages())),
    WIDTH(text -> count(text, s -> s.facts().width())),
    HEIGHT(text -> count(text, s -> s.facts().height())),
    DURATION(text -> amount(text, Fact::millis, s -> s.facts().durationMillis())),
    CODEC(text -> word(RowReader.lowerCase(text), s -> s.facts().codec())),
    SIZE(text -> amount(text, Fact::bytes, Subject::sizeBytes)),
    VERDICT(text -> word(verdict(text), s -> s.verdict().word())),
    REASON(text -> word(ReasonCode.of(text), s -> s.verdict().reasonCode())),
    EXTENSION(text -> word(extension(text), Subject::extension)),
    CHANNEL(text -> word(RowReader.lowerCase(text), Subject::channel)),
    COUNT(text -> count(text, Subject::count));

    private static final Set<String> VERDICTS =
            Set.of("accepted", "rejected", "unreadable", "refused");

    private final Function<String, Predicate<Subject>> reader;

    Fact(Function<String, Predicate<Subject>> reader) {
        this.reader = reader;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what the fact is to be.
     *
     * @throws IllegalArgumentException if it can never be that
     */
    Predicate<Subject> wanted(String text) {
        return reader.apply(text);
    }

    private static Predicate<Subject> word(
            Object wanted, Function<Subject, @Nullable Object> fact) {
        return subject -> wanted.equals(fact.apply(subject));
    }

    private static Predicate<Subject> type(String text) {
        String wanted = RowReader.lowerCase(text);
        if (!wanted.matches("[a-z]+/(\\*|[a-z0-9.+_-]+)")) {
            throw new IllegalArgumentException("is no type such as application/pdf or image/*");
        }
        return subject -> {
            String type = subject.verdict().typeIfKnown();
            return type != null
                    && (wanted.endsWith("/*")
                            ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                            : type.equals(wanted));
        };
    }

    private static String verdict(String text) {
        if (!VERDICTS.contains(text)) {
            throw new IllegalArgumentException(
                    "is none of accepted, rejected, unreadable, refused");
        }
        return text;
    }

    private static String extension(String text) {
        String extension = RowReader.lowerCase(text);
        if (extension.contains(".")) {
            throw new IllegalArgumentException("is an extension with a dot; leave it out");
        }
        return extension;
    }

    private static Predicate<Subject> count(String text, Function<Subject, @Nullable Number> fact) {
        return amount(text, Fact::whole, fact);
    }

    private static Predicate<Subject> amount(
            String text, Function<String, Long> unit, Function<Subject, @Nullable Number> fact) {
        Range range = Range.parse(text, unit);
        return subject -> range.holds(fact.apply(subject));
    }

    private static long whole(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("is no whole number, or a comparison with one");
        }
        return Long.parseLong(text);
    }

    private static long bytes(String text) {
        return Amounts.size(text.replace(" ", ""))
                .orElseThrow(() ->
                        new IllegalArgumentException("is no size such as 600 KB or '> 5 MB'"));
    }

    private static long millis(String text) {
        return Amounts.duration(text)
                .map(Duration::toMillis)
                .orElseThrow(
                        () -> new IllegalArgumentException("is no duration such as 30s or '> 2m'"));
    }
}
