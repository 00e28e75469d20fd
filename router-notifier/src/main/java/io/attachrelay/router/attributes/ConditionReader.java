package io.attachrelay.router.attributes;

import io.attachrelay.settings.rows.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the fields {@code when} and {@code match} of a routing row. */
final class ConditionReader {

    private ConditionReader() {}

    /** The row's condition; one that always holds if the row has none. */
    static Condition read(RowReader row) {
        boolean every = row.find("match", ConditionReader::match).orElse(false);
        Optional<RowReader> when = row.within("when");
        if (when.isEmpty()) {
            if (row.has("match")) {
                row.mistake("match", "goes with when only");
            }
            return Condition.ALWAYS;
        }
        return new Condition(
                every, when.get().names().stream().flatMap(n -> test(when.get(), n)).toList());
    }

    private static Stream<Condition.Test> test(RowReader when, String name) {
        Optional<Fact> known =
                Arrays.stream(Fact.values()).filter(f -> f.wireName().equals(name)).findFirst();
        if (known.isEmpty()) {
            when.mistake(name, "is no fact; there are " + facts());
            return Stream.empty();
        }
        List<String> written = new ArrayList<>();
        List<Predicate<Subject>> wanted =
                when.oneOrMore(
                        name,
                        text -> {
                            Predicate<Subject> one = known.get().wanted(text);
                            written.add(text);
                            return one;
                        });
        return Stream.of(new Condition.Test(known.get(), written, wanted));
    }

    private static String facts() {
        return String.join(", ", Arrays.stream(Fact.values()).map(Fact::wireName).toList());
    }

    private static boolean match(String text) {
        return switch (text) {
            case "any" -> false;
            case "every" -> true;
            default -> throw new IllegalArgumentException("is none of any, every");
        };
    }
}
