package io.attachrelay.validator.inspect.detect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.attachrelay.media.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ContentTest {

    @Test
    void what_a_store_lacks_is_its_fault() {
        // Given
        var stored = new Content(9, (_, _) -> new ByteArrayInputStream(new byte[8]));

        // When, Then
        assertThatThrownBy(() -> stored.read(0, 9)).isInstanceOf(StoreException.class);
    }

    /** A store that is said to have failed would be asked again and again. */
    @Test
    void what_a_carried_file_lacks_is_no_fault_of_the_store() {
        // Given: one that is said to have more bytes than its carrier
        Content carrier = content(latin1("carrier"));
        Content carried =
                carrier.carrying(100, (offset, length) -> carrier.read(offset + 4, length));

        // When, Then
        assertThatThrownBy(() -> carried.read(0, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a carried file that is cut off");
    }

    @Test
    void a_fault_of_the_store_stays_one_for_what_is_carried() {
        // Given
        var carrier =
                new Content(
                        9,
                        (_, _) -> {
                            throw new StoreException("reading", new IOException("no store"));
                        });
        Content carried = carrier.carrying(5, (offset, length) -> carrier.read(offset, length));

        // When, Then
        assertThatThrownBy(() -> carried.read(0, 5)).isInstanceOf(StoreException.class);
    }

    @Test
    void a_carried_file_is_read_at_its_own_places() {
        // Given
        Content carrier = content(latin1("a carrier"));

        // When
        Content range = carrier.carrying(7, (offset, length) -> carrier.read(2 + offset, length));
        Content copy = carrier.carrying(latin1("in memory"));

        // Then
        assertThat(range.read(0, 3)).isEqualTo(latin1("car"));
        assertThat(range.read(4, 9)).isEqualTo(latin1("ier"));
        assertThat(copy.read(3, 6)).isEqualTo(latin1("memory"));
    }

    @Test
    void who_gives_the_carrier_up_gives_up_what_it_carries() {
        // Given
        Content carrier = content(latin1("carrier"));
        Content carried = carrier.carrying(latin1("a")).carrying(latin1("b"));

        // When
        carrier.giveUp();

        // Then
        assertThatThrownBy(carried::checkpoint).isInstanceOf(TooCostlyException.class);
        assertThatThrownBy(() -> carried.read(0, 1)).isInstanceOf(TooCostlyException.class);
    }

    @Test
    void pages_that_were_read_stay_for_whoever_comes_later() {
        // Given: pages behind the head
        Content content = content(new byte[1 << 20]);
        for (int page = 0; page < 40; page++) {
            content.read(Content.HEAD_BYTES + page * 20_000L, 100);
        }
        long before = content.bytesRead();

        // When
        for (int page = 0; page < 40; page++) {
            content.read(Content.HEAD_BYTES + page * 20_000L + 50, 4_000);
        }

        // Then
        assertThat(content.bytesRead()).isEqualTo(before);
    }
}
