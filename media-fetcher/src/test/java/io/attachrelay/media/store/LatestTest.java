package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatestTest {

    private final Latest<String, Integer> latest = new Latest<>(2);

    @Test
    void what_was_put_is_found_until_it_is_forgotten() {
        // When
        latest.put("a", 1);
        latest.put("b", 2);
        latest.forget("b");

        // Then
        assertThat(latest.find("a")).contains(1);
        assertThat(latest.find("b")).isEmpty();
    }

    @Test
    void beyond_so_many_the_one_goes_that_was_put_first() {
        // When
        latest.put("a", 1);
        latest.put("b", 2);
        latest.put("c", 3);

        // Then
        assertThat(latest.find("a")).isEmpty();
        assertThat(latest.find("b")).contains(2);
        assertThat(latest.size()).isEqualTo(2);
    }

    @Test
    void what_is_put_again_is_among_the_latest() {
        // When
        latest.put("a", 1);
        latest.put("b", 2);
        latest.put("a", 3);
        latest.put("c", 4);

        // Then
        assertThat(latest.find("a")).contains(3);
        assertThat(latest.find("b")).isEmpty();
    }
}
