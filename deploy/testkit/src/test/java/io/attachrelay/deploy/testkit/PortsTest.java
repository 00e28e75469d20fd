package io.attachrelay.deploy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void no_port_is_given_out_twice_though_nobody_listens_yet() {
        assertThat(Stream.generate(Ports::free).limit(500)).doesNotHaveDuplicates();
    }
}
