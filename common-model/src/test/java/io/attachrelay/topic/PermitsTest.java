package io.attachrelay.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {

    private final List<String> begun = new ArrayList<>();

    @Test
    void tenants_take_turns_however_much_of_one_waits() {
        // Given
        var permits = new Permits(1, 1);
        request(permits, "a", "a1", "a2", "a3");
        request(permits, "b", "b1", "b2");

        // When
        permits.release("a");
        permits.release("b");
        permits.release("a");
        permits.release("b");

        // Then
        assertThat(begun).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void one_tenant_never_has_all() {
        // Given
        var permits = new Permits(3, 2);

        // When
        request(permits, "a", "a1", "a2", "a3");
        request(permits, "b", "b1", "b2");

        // Then
        assertThat(begun).containsExactly("a1", "a2", "b1");
        permits.release("b");
        assertThat(begun).containsExactly("a1", "a2", "b1", "b2");
        permits.release("b");
        assertThat(begun).hasSize(4);
        permits.release("a");
        assertThat(begun).containsExactly("a1", "a2", "b1", "b2", "a3");
    }

    @Test
    void who_never_had_one_can_give_none_back() {
        // Given
        var permits = new Permits(2, 1);
        request(permits, "a", "a1");
        permits.release("a");

        // When, then
        assertThatThrownBy(() -> permits.release("a")).isInstanceOf(IllegalStateException.class);
    }

    private void request(Permits permits, String tenant, String... names) {
        for (String name : names) {
            permits.request(tenant, () -> begun.add(name));
        }
    }
}
