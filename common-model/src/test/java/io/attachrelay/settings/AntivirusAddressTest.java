package io.attachrelay.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AntivirusAddressTest {

    @Test
    void a_path_and_a_port_are_told_apart() {
        assertThat(AntivirusAddress.parse("unix:/run/clamd.ctl"))
                .contains(new AntivirusAddress.Unix(Path.of("/run/clamd.ctl")));
        assertThat(AntivirusAddress.parse("clamd.local:3310"))
                .contains(new AntivirusAddress.Tcp("clamd.local", 3310));
        assertThat(AntivirusAddress.parse("[::1]:3310"))
                .contains(new AntivirusAddress.Tcp("::1", 3310));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:/run/clamd.ctl", "clamd.local:3310", "[::1]:3310", "127.0.0.1:1"})
    void it_is_written_as_it_is_read(String text) {
        assertThat(AntivirusAddress.parse(text).map(Object::toString)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clamd",
                "unix:",
                "unix: ",
                "unix:a\0b",
                ":3310",
                "a:0",
                "a:65536",
                "a b:1"
            })
    void anything_else_is_none(String text) {
        assertThat(AntivirusAddress.parse(text)).isEmpty();
    }
}
