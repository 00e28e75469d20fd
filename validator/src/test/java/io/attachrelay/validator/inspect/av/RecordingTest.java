package io.attachrelay.validator.inspect.av;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.av.Media.aacFrame;
import static io.attachrelay.validator.inspect.av.Media.all;
import static io.attachrelay.validator.inspect.av.Media.amrFrame;
import static io.attachrelay.validator.inspect.av.Media.avi;
import static io.attachrelay.validator.inspect.av.Media.cluster;
import static io.attachrelay.validator.inspect.av.Media.liveWebm;
import static io.attachrelay.validator.inspect.av.Media.mp3Count;
import static io.attachrelay.validator.inspect.av.Media.mp3Frame;
import static io.attachrelay.validator.inspect.av.Media.oggPage;
import static io.attachrelay.validator.inspect.av.Media.pack;
import static io.attachrelay.validator.inspect.av.Media.times;
import static io.attachrelay.validator.inspect.av.Media.wav;
import static io.attachrelay.validator.inspect.av.Media.webm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {

    private static final String AMR = "#!AMR\n";
    private static final int LAST_PAGE = 4;

    static Stream<Arguments> recordings() {
        byte[] tag = latin1("ID3\4\0\0\0\0\7\150");
        return Stream.of(
                arguments("audio/ogg", SampleFiles.ogg().bytes(), sound(20, "opus")),
                arguments("audio/ogg", ogg(96_312), sound(2_000, "opus")),
                arguments("audio/mpeg", times(50, mp3Frame()), sound(1_800, "mp3")),
                arguments("audio/mpeg", times(1_000, mp3Frame()), sound(36_000, "mp3")),
                arguments("audio/mpeg", counted(40), sound(1_440, "mp3")),
                arguments(
                        "audio/mpeg",
                        all(tag, new byte[1_000], times(50, mp3Frame())),
                        sound(1_800, "mp3")),
                arguments("audio/aac", times(25, aacFrame()), sound(1_600, "aac")),
                arguments(
                        "audio/amr",
                        join(latin1(AMR), times(100, amrFrame())),
                        sound(2_000, "amr")),
                arguments("audio/wav", wav(32_000, 32_000), sound(2_000, "pcm")),
                arguments("video/x-msvideo", avi(900, 900), film(320, 240, 2_000L, "mpeg4")),
                arguments("video/webm", webm(cluster(500)), film(320, 240, 2_000L, "vp9")),
                arguments("video/mpeg", times(4, pack(2_028)), MediaFacts.NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void a_whole_recording_is_whole_and_tells_what_it_is(
            String type, byte[] bytes, MediaFacts facts) {
        assertThat(complaint(type, bytes)).isEmpty();
        assertThat(facts(type, bytes)).isEqualTo(facts);
    }

    /** Those whose container, or whose first frame, says how much there is. */
    static Stream<Arguments> countedRecordings() {
        return Stream.concat(
                recordings().filter(r -> !isOfBareFrames((String) r.get()[0])),
                Stream.of(arguments("audio/mpeg", counted(40), sound(1_440, "mp3"))));
    }

    private static boolean isOfBareFrames(String type) {
        return type.equals("audio/mpeg") || type.equals("audio/aac");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("countedRecordings")
    void a_recording_that_is_cut_is_not_whole(String type, byte[] bytes, MediaFacts facts) {
        assertThat(complaint(type, cut(bytes, 1))).isNotEmpty();
        // Not where a frame, page or packet ends.
        assertThat(complaint(type, cut(bytes, bytes.length / 2 + 1))).isNotEmpty();
    }

    static Stream<Arguments> oddities() {
        byte[] begun = SampleFiles.ogg().bytes();
        byte[] odd = join(wav(31_999, 31_999), Media.chunk("LIST", 4, latin1("INFO")));
        return Stream.of(
                arguments(
                        "mp3 behind rubbish",
                        "audio/mpeg",
                        all(new byte[700], times(9, mp3Frame()))),
                arguments(
                        "mp3 of a stream, left within a frame",
                        "audio/mpeg",
                        cut(times(9, mp3Frame()), 100)),
                arguments(
                        "aac of a stream, left within a frame",
                        "audio/aac",
                        cut(times(900, aacFrame()), 1)),
                arguments("mp3 with a tag at its end", "audio/mpeg", tagged(128)),
                arguments("mp3 with rubbish at its end", "audio/mpeg", tagged(999)),
                arguments("ogg of a recorder that was switched off", "audio/ogg", ogg(0)),
                arguments("ogg with a tag", "audio/ogg", join(begun, latin1("TAG and so on"))),
                arguments("ogg filled up", "audio/ogg", join(begun, new byte[200_000])),
                arguments("wav of unknown length", "audio/wav", wav(0, 32_000)),
                arguments("wav of the longest length", "audio/wav", wav(-1, 32_000)),
                arguments("wav of a recorder of sound", "audio/wav", wav(0x7fffffdb, 32_000)),
                arguments("wav that lacks a byte of padding", "audio/wav", odd),
                arguments("avi of unknown length", "video/x-msvideo", avi(-4, 900)),
                arguments("avi in several parts", "video/x-msvideo", openDml()),
                arguments("webm of a browser", "video/webm", liveWebm(cluster(90), cluster(70))),
                arguments(
                        "mpeg with an end code",
                        "video/mpeg",
                        join(pack(99), latin1("\0\0\1\u00b9"))),
                arguments("mpeg filled up", "video/mpeg", join(pack(99), new byte[40])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void what_recorders_leave_behind_is_whole(String name, String type, byte[] bytes) {
        assertThat(complaint(type, bytes)).isEmpty();
    }

    static Stream<Arguments> impostors() {
        byte[] noise = new byte[50_000];
        new Random(7).nextBytes(noise);
        return Stream.of(
                arguments("audio/mpeg", join(latin1("\u00ff\u00fb\u0098\0"), noise)),
                arguments("audio/aac", join(latin1("\u00ff\u00f1"), noise)),
                arguments("audio/amr", join(latin1(AMR), noise)),
                arguments("audio/amr", latin1(AMR + "alert(1)")),
                arguments("audio/wav", latin1("RIFF\u00ff\0\0\0WAVE and then none")),
                arguments("video/x-msvideo", latin1("RIFF\u00ff\0\0\0AVI and then none")));
    }

    @ParameterizedTest
    @MethodSource("impostors")
    void a_begin_alone_is_no_sound(String type, byte[] bytes) {
        assertThat(complaint(type, bytes)).isNotEmpty();
    }

    @Test
    void a_tag_that_is_cut_is_told() {
        assertThat(complaint("audio/mpeg", latin1("ID3\4\0\0\0\7\0\0and a picture")))
                .contains("the end of its tag is missing");
    }

    @Test
    void half_of_what_the_first_frame_counts_is_not_whole_wherever_it_ends() {
        assertThat(complaint("audio/mpeg", join(mp3Count(40, 41 * 576), times(20, mp3Frame()))))
                .contains("a part of the sound is missing");
    }

    @Test
    void a_bit_rate_that_varies_leaves_the_duration_open() {
        // Given: frames of 160 kbit/s between the others
        byte[] other = Arrays.copyOf(latin1("\u00ff\u00fb\u00a8\0"), 720);
        byte[] sound = all(times(200, mp3Frame()), times(301, other), times(200, mp3Frame()));

        // When, Then
        assertThat(facts("audio/mpeg", sound))
                .isEqualTo(new MediaFacts(null, null, null, null, "mp3"));
    }

    @Test
    void what_is_cut_from_a_long_stream_has_no_duration() {
        // Given: the first page of sound stands an hour behind the begin
        byte[] begun = Arrays.copyOf(SampleFiles.ogg().bytes(), 47);
        byte[] stream =
                all(begun, oggPage(begun, 172_800_000, 0, 9), oggPage(begun, 172_900_000, 0, 9));

        // When, Then
        assertThat(facts("audio/ogg", stream).durationMillis()).isNull();
    }

    @Test
    void live_films_have_sizes_but_no_end() {
        assertThat(facts("video/webm", liveWebm(cluster(90))))
                .isEqualTo(film(320, 240, 2_000L, "vp9"));
        assertThat(complaint("video/webm", cut(liveWebm(cluster(90), cluster(90)), 5)))
                .contains("the end of the film is missing");
    }

    /** A voice message of several pages; 0 leaves the mark of the last one out. */
    private static byte[] ogg(long last) {
        byte[] begun = Arrays.copyOf(SampleFiles.ogg().bytes(), 47);
        return all(
                begun,
                oggPage(begun, 0, 0, 60),
                times(3, oggPage(begun, 1_272, 0, 200)),
                oggPage(begun, Math.max(last, 1_272), last == 0 ? 0 : LAST_PAGE, 200));
    }

    private static byte[] counted(int frames) {
        return join(mp3Count(frames, (frames + 1) * 576), times(frames, mp3Frame()));
    }

    private static byte[] tagged(int bytes) {
        return all(times(9, mp3Frame()), latin1("TAG"), new byte[bytes - 3]);
    }

    /** Films of more than 1 GB: the next part is a file of its own. */
    private static byte[] openDml() {
        byte[] more = Media.list("movi", new byte[300]);
        return join(
                avi(900, 900), Media.chunk("RIFF", 4 + more.length, join(latin1("AVIX"), more)));
    }

    private static Optional<String> complaint(String type, byte[] bytes) {
        return Recording.of(type, content(bytes)).orElseThrow().complaint();
    }

    private static MediaFacts facts(String type, byte[] bytes) {
        return Recording.facts(Detected.type(type), content(bytes));
    }

    private static MediaFacts sound(long millis, String codec) {
        return new MediaFacts(null, null, null, millis, codec);
    }

    private static MediaFacts film(int width, int height, Long millis, String codec) {
        return new MediaFacts(null, width, height, millis, codec);
    }
}
