package io.attachrelay.deploy.testkit.clamd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.attachrelay.deploy.testkit.Ports;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClamdProcessTest {

    private static final byte[] ODD = {1, 7, 5, 3, 2, 1, 1, 9, 8, 4};

    private ClamdProcess clamd;

    @BeforeEach
    void start() {
        switch (ClamdProcess.find(Signatures.eicar(7).knowingFile("Test.Odd", ODD))) {
            case ClamdSearch.Found(var found) -> clamd = found;
            case ClamdSearch.Absent(var reason) -> abort(reason);
        }
    }

    @AfterEach
    void close() {
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void it_knows_what_it_was_told_and_tells_the_version() throws IOException {
        // When
        String version = ask("nVERSION\n");

        // Then
        assertThat(version).matches("ClamAV [0-9.]+/7/.*");
        assertThat(scan(Eicar.bytes())).isEqualTo("stream: Test.Eicar.UNOFFICIAL FOUND");
        assertThat(scan(ODD)).isEqualTo("stream: Test.Odd.UNOFFICIAL FOUND");
        assertThat(scan("harmless".getBytes(US_ASCII))).isEqualTo("stream: OK");
    }

    @Test
    void loose_signatures_have_no_version() throws IOException {
        // When
        clamd.kill();
        clamd.start(Signatures.eicar(0).knowingFile("Test.Odd", ODD));

        // Then
        assertThat(ask("nVERSION\n")).matches("ClamAV [0-9.]+");
        assertThat(scan(Eicar.bytes())).contains("Test.Eicar");
        assertThat(scan(ODD)).contains("Test.Odd");
    }

    @Test
    void paused_it_says_nothing_until_it_is_resumed() throws IOException {
        // Given
        clamd.pause();

        // When
        assertThatThrownBy(() -> ask("nPING\n")).isInstanceOf(SocketTimeoutException.class);
        clamd.resume();

        // Then
        assertThat(ask("nPING\n")).isEqualTo("PONG");
    }

    @Test
    void killed_it_refuses() {
        // When
        clamd.kill();

        // Then
        assertThat(Ports.accepts(clamd.port())).isFalse();
    }

    private String ask(String command) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(command.getBytes(US_ASCII));
            return answer(socket);
        }
    }

    private String scan(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("nINSTREAM\n".getBytes(US_ASCII));
            out.writeInt(bytes.length);
            out.write(bytes);
            out.writeInt(0);
            return answer(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), clamd.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII).strip();
    }
}
