package io.attachrelay.media.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedForceTest {

    @TempDir Path parent;
    private Path folder;
    private SharedForce force;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(parent.resolve("folder"));
        force = new SharedForce(folder);
    }

    @Test
    void a_force_serves_all_who_asked_before_it() throws IOException {
        // Given
        SharedForce.Request early = force.ask();
        SharedForce.Request late = force.ask();

        // When
        late.await();

        // Then it needs no force of its own, which would fail
        Files.delete(folder);
        assertThatCode(early::await).doesNotThrowAnyException();
    }

    @Test
    void a_force_serves_nobody_who_asks_after_it() throws IOException {
        // Given
        force.ask().await();
        SharedForce.Request late = force.ask();

        // When
        Files.delete(folder);

        // Then
        assertThatThrownBy(late::await).isInstanceOf(IOException.class);
    }

    @Test
    void a_force_that_fails_serves_nobody() throws IOException {
        // Given
        SharedForce.Request early = force.ask();
        SharedForce.Request late = force.ask();
        Files.delete(folder);

        // When
        assertThatThrownBy(late::await).isInstanceOf(IOException.class);

        // Then
        assertThatThrownBy(early::await).isInstanceOf(IOException.class);
    }
}
