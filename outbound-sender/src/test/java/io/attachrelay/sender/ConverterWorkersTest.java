package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.sender.convert.Converters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConverterWorkersTest {

    private final TestConverter converter = new TestConverter("test", "text/html");
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tenants_take_turns() throws Exception {
        // Given
        var go = new CountDownLatch(1);
        try (var workers = new ConverterWorkers(new Converters(List.of(converter)), 1)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (String name : List.of("flood-1", "flood-2", "flood-3", "other-1")) {
                all.add(
                        workers.submit(
                                converter,
                                name.split("-")[0],
                                () -> {
                                    go.await();
                                    return done.add(name);
                                }));
            }

            // When
            go.countDown();
            for (Future<Boolean> one : all) {
                one.get();
            }

            // Then
            assertThat(done).containsExactly("flood-1", "other-1", "flood-2", "flood-3");
        }
    }

    @Test
    void what_waits_when_it_closes_is_not_begun() {
        // Given
        var workers = new ConverterWorkers(new Converters(List.of(converter)), 1);
        Future<Boolean> running =
                workers.submit(
                        converter,
                        "acme",
                        () -> {
                            new CountDownLatch(1).await();
                            return true;
                        });
        Future<Boolean> waiting = workers.submit(converter, "acme", () -> done.add("begun"));

        // When
        workers.close();

        // Then
        assertThat(running.state()).isEqualTo(Future.State.FAILED);
        assertThat(waiting.state()).isEqualTo(Future.State.CANCELLED);
        assertThat(done).isEmpty();
    }
}
