package io.attachrelay.media.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairShareTest {

    private static final long EACH = 128 << 10;

    private static List<Place> flood(FairShare share, String tenant) throws InterruptedException {
        List<Place> in = new ArrayList<>();
        Optional<Place> place = share.enter(tenant, Duration.ZERO);
        while (place.isPresent()) {
            in.add(place.get());
            place = share.enter(tenant, Duration.ZERO);
        }
        return in;
    }

    @Test
    void a_tenant_alone_fills_half_of_the_memory() throws InterruptedException {
        // Given
        FairShare share = new FairShare(64L << 20, EACH);

        // When
        List<Place> in = flood(share, "a");

        // Then
        assertThat(in).hasSize(256);
        assertThat(share.bytesInUse()).isEqualTo(32L << 20);
    }

    @Test
    void a_limit_below_one_file_lets_one_in() throws InterruptedException {
        // Given
        FairShare share = new FairShare(1, EACH);

        // When
        List<Place> in = flood(share, "a");

        // Then
        assertThat(in).hasSize(1);
    }

    @Test
    void a_place_is_given_back_once_however_often_it_is_closed() throws InterruptedException {
        // Given
        FairShare share = new FairShare(64L << 20, EACH);
        List<Place> in = flood(share, "a");

        // When
        in.getFirst().close();
        in.getFirst().close();

        // Then
        assertThat(share.bytesInUse()).isEqualTo(255 * EACH);
        assertThat(share.waiting("a")).isZero();
    }
}
