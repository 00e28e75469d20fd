package io.attachrelay.validator.inspect.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextSearchTest {

    private static final Pattern TAG = Pattern.compile("<b[>/]");

    @Test
    void a_pattern_is_found_wherever_it_stands() {
        assertThat(TextSearch.has("<b>", '<', TAG)).isTrue();
        assertThat(TextSearch.has("a<<b/", '<', TAG)).isTrue();
        assertThat(TextSearch.has("<a><bb><b>", '<', TAG)).isTrue();
    }

    @Test
    void what_only_begins_so_is_not() {
        assertThat(TextSearch.has("", '<', TAG)).isFalse();
        assertThat(TextSearch.has("b>", '<', TAG)).isFalse();
        assertThat(TextSearch.has("<a><bb><b", '<', TAG)).isFalse();
    }
}
