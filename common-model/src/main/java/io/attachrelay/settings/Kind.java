package io.attachrelay.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How what was given becomes a value of type {@code T}. */
sealed interface Kind<T> {

    /**
     * The value.
     *
     * @throws IllegalArgumentException saying what was given, unless it is secret, and what would
     *     be right
     */
    T parse(Given.Text given);

    /** The same for a list. */
    T parse(Given.Items given);

    /** What is right, in words. */
    String description();

    /** A right value. It stands in for a wrong one while the rest of the settings is checked. */
    T example();

    /** The value as it would be written in the settings. */
    String written(T value);

    /** Whether what is given must never be shown. */
    boolean secret();

    /**
     * One scalar.
     *
     * @param parser empty for text that is not right
     * @param writer a value as it would be written
     */
    record One<T>(
            String description,
            T example,
            boolean secret,
            Function<String, Optional<T>> parser,
            Function<T, String> writer)
            implements Kind<T> {

        static <T> One<T> of(String description, T example, Function<String, Optional<T>> parser) {
            return new One<>(description, example, false, parser, Objects::toString);
        }

        static <T> One<T> secret(
                String description, T example, Function<String, Optional<T>> parser) {
            return new One<>(description, example, true, parser, Objects::toString);
        }

        One<T> writtenBy(Function<T, String> form) {
            return new One<>(description, example, secret, parser, form);
        }

        T parse(String text) {
            return parser.apply(text)
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    (secret ? "" : Mistakes.quote(text) + " ")
                                            + "is not "
                                            + description));
        }

        @Override
        public T parse(Given.Text given) {
            return parse(given.text());
        }

        @Override
        public T parse(Given.Items given) {
            throw new IllegalArgumentException("is a list, not " + description);
        }

        @Override
        public String written(T value) {
            return writer.apply(value);
        }
    }

    /**
     * A list; a single text counts as a list of one, or of several parted by commas unless it is
     * secret.
     *
     * @param least how many there are at least
     */
    record Many<E>(One<E> one, int least) implements Kind<List<E>> {

        @Override
        public List<E> parse(Given.Text given) {
            return parse(secret() ? List.of(given.text()) : split(given.text()));
        }

        @Override
        public List<E> parse(Given.Items given) {
            return parse(given.items());
        }

        private List<E> parse(List<String> items) {
            if (items.size() < least) {
                throw new IllegalArgumentException("is empty, not " + description());
            }
            return items.stream().map(one::parse).toList();
        }

        @Override
        public String description() {
            return "a list of " + one.description();
        }

        @Override
        public List<E> example() {
            return List.of(one.example());
        }

        @Override
        public String written(List<E> value) {
            return value.stream().map(one::written).collect(Collectors.joining(", ", "[", "]"));
        }

        @Override
        public boolean secret() {
            return one.secret();
        }

        /** The texts between commas, trimmed. */
        static List<String> split(String text) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
    }
}
