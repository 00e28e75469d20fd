package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final byte[] BYTES = SampleFiles.png().seed(7).bytes();

    @Test
    void bytes_come_through_as_they_are() throws IOException {
        assertThat(new ReadAhead(new ByteArrayInputStream(BYTES)).readAllBytes()).isEqualTo(BYTES);
    }

    @Test
    void single_bytes_and_pieces_may_be_mixed() throws IOException {
        // Given
        ReadAhead in = new ReadAhead(new ByteArrayInputStream(new byte[] {1, -1, 3, 4}));

        // When
        int first = in.read();
        int second = in.read();
        byte[] rest = in.readNBytes(10);

        // Then
        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(255);
        assertThat(rest).containsExactly(3, 4);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[1], 0, 1)).isEqualTo(-1);
    }

    @Test
    void small_pieces_cost_one_read_of_what_is_there_and_no_question_before_it()
            throws IOException {
        // Given a source that has 10 bytes at a time
        List<Integer> asked = new ArrayList<>();
        InputStream source =
                new InputStream() {
                    @Override
                    public int read(byte[] target, int offset, int length) {
                        asked.add(length);
                        return 10;
                    }

                    @Override
                    public int read() {
                        throw new AssertionError("read byte by byte");
                    }

                    @Override
                    public int available() {
                        throw new AssertionError("asked how much is there");
                    }
                };
        ReadAhead in = new ReadAhead(source);

        // When
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            got.add(in.read(new byte[5], 0, 5));
        }

        // Then
        assertThat(got).containsExactly(5, 5, 5, 5);
        assertThat(asked).containsExactly(64 << 10, 64 << 10);
    }
}
