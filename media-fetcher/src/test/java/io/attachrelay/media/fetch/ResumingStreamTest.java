package io.attachrelay.media.fetch;

import static io.attachrelay.media.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Okio;
import org.junit.jupiter.api.Test;

/** What a silent host costs, without waiting for one. */
class ResumingStreamTest {

    private static final int TOTAL = 1000;
    private static final byte[] CONTENT = bytes(1, TOTAL);
    private static final Request REQUEST =
            new Request.Builder().url("https://media.example/m").build();
    private static final Call CALL = new OkHttpClient().newCall(REQUEST);

    private final List<Long> asked = new ArrayList<>();

    /** A body with these bytes, and then silence. */
    private static MediaAnswer.Body silentBetween(int from, int to, boolean tagged) {
        InputStream bytes = new ByteArrayInputStream(Arrays.copyOfRange(CONTENT, from, to));
        InputStream silence =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new SocketTimeoutException("Read timed out");
                    }
                };
        var source = Okio.buffer(Okio.source(new SequenceInputStream(bytes, silence)));
        Response response =
                new Response.Builder()
                        .request(REQUEST)
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(source, null, TOTAL - from))
                        .build();
        Rest rest = new Rest(from, Optional.of((long) TOTAL), "\"one\"");
        return new MediaAnswer.Body(
                new Reply(CALL, response, true), Optional.of(rest).filter(_ -> tagged));
    }

    private ResumingStream stream(MediaAnswer.Body first, MediaAnswer.Body second) {
        ResumingStream.Source source =
                rest -> {
                    asked.add(rest.from());
                    return second;
                };
        return new ResumingStream(first, source, Deadline.after(Duration.ofMinutes(5)));
    }

    @Test
    void a_host_that_falls_silent_is_asked_for_the_rest() throws IOException {
        // Given
        ResumingStream stream =
                stream(silentBetween(0, 400, true), silentBetween(400, TOTAL, true));

        // When
        byte[] read = stream.readNBytes(TOTAL);

        // Then
        assertThat(read).isEqualTo(CONTENT);
        assertThat(asked).containsExactly(400L);
    }

    @Test
    void a_host_that_stays_silent_is_not_asked_again() {
        // Given
        ResumingStream stream = stream(silentBetween(0, 400, true), silentBetween(400, 400, true));

        // When
        var reading = assertThatThrownBy(stream::readAllBytes);

        // Then
        reading.isInstanceOf(SocketTimeoutException.class);
        assertThat(asked).containsExactly(400L);
    }

    @Test
    void a_host_that_never_spoke_is_not_asked_again() {
        // Given
        ResumingStream stream = stream(silentBetween(0, 0, true), silentBetween(0, 400, true));

        // When
        var reading = assertThatThrownBy(stream::readAllBytes);

        // Then
        reading.isInstanceOf(SocketTimeoutException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void a_silent_host_is_not_worth_a_new_start() {
        // Given
        ResumingStream stream = stream(silentBetween(0, 400, false), silentBetween(0, 400, true));

        // When
        var reading = assertThatThrownBy(stream::readAllBytes);

        // Then
        reading.isInstanceOf(SocketTimeoutException.class);
        assertThat(asked).isEmpty();
    }
}
