package io.attachrelay.sender.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvertersTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void the_first_that_works_here_is_chosen() {
        // Given
        var missing = new Named("a", new Availability.Missing("install a"));
        var ready = new Named("b", new Availability.Available("2"));
        var later = new Named("c", new Availability.Available("3"));

        // When
        var match = new Converters(List.of(missing, ready, later)).to("x/y", "x/z");

        // Then
        assertThat(match).isEqualTo(new Converters.Match.Ready(ready));
    }

    @Test
    void one_that_is_missing_says_what_it_lacks() {
        // Given
        var missing = new Named("a", new Availability.Missing("install a"));

        // When
        var match = new Converters(List.of(missing)).to("x/y", "x/z");

        // Then
        assertThat(match).isEqualTo(new Converters.Match.Missing("a", "install a"));
    }

    @Test
    void what_nobody_knows_is_unknown() {
        // Given
        var ready = new Named("b", new Availability.Available("2"));

        // When
        var match = new Converters(List.of(ready)).to("x/z", "x/y");

        // Then
        assertThat(match).isEqualTo(new Converters.Match.Unknown());
    }

    @Test
    void closing_closes_every_one() {
        // Given
        var ready = new Named("a", new Availability.Available("2"));
        var missing = new Named("b", new Availability.Missing("install b"));

        // When
        new Converters(List.of(ready, missing)).close();

        // Then
        assertThat(closed).containsExactly("a", "b");
    }

    private final class Named implements Converter {

        private final String name;
        private final Availability state;

        Named(String name, Availability state) {
            this.name = name;
            this.state = state;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Availability availability() {
            return state;
        }

        @Override
        public boolean knows(String sourceType, String targetType) {
            return sourceType.equals("x/y") && targetType.equals("x/z");
        }

        @Override
        public Conversion convert(ConversionRequest request) {
            return new Conversion.Impossible("not asked here");
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
