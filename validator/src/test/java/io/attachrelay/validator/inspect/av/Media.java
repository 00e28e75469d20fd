package io.attachrelay.validator.inspect.av;

import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** Sound and films of so many frames, without a picture or tone in them. */
public final class Media {

    private Media() {}

    public static byte[] all(byte[]... parts) {
        return Arrays.stream(parts).reduce(new byte[0], (first, second) -> join(first, second));
    }

    public static byte[] times(int count, byte[] part) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** MPEG-1, layer 3, 32,000 Hz: a frame of 576 bytes at 128 kbit/s lasts 36 ms. */
    static byte[] mp3Frame() {
        return Arrays.copyOf(latin1("\u00ff\u00fb\u0098\0"), 576);
    }

    /** The same with a count of all, as encoders write it into their first frame. */
    static byte[] mp3Count(int frames, int bytes) {
        byte[] frame = mp3Frame();
        ByteBuffer.wrap(frame)
                .position(36)
                .put(latin1("Xing"))
                .putInt(3)
                .putInt(frames)
                .putInt(bytes);
        return frame;
    }

    /** AAC at 16,000 Hz: 64 ms. */
    static byte[] aacFrame() {
        return Arrays.copyOf(latin1("\u00ff\u00f1\u0060\u0040\u0019\0\0"), 200);
    }

    /** Speech at 12.2 kbit/s: 20 ms. */
    static byte[] amrFrame() {
        return Arrays.copyOf(latin1("\u003c"), 32);
    }

    /** Sound of 8,000 Hz in 16 bits; its data say that they have so many bytes. */
    static byte[] wav(int stated, int bytes) {
        byte[] format =
                little(16)
                        .putShort((short) 1)
                        .putShort((short) 1)
                        .putInt(8_000)
                        .putInt(16_000)
                        .putShort((short) 2)
                        .putShort((short) 16)
                        .array();
        return all(
                latin1("RIFF"),
                little(4).putInt(36 + stated).array(),
                latin1("WAVE"),
                chunk("fmt ", 16, format),
                chunk("data", stated, new byte[bytes]));
    }

    /** A film of 50 pictures, two seconds, in MPEG-4; its pictures have so many bytes. */
    static byte[] avi(int stated, int bytes) {
        byte[] stream =
                little(56)
                        .put(latin1("vidsXVID"))
                        .putInt(20, 1)
                        .putInt(24, 25)
                        .putInt(32, 50)
                        .array();
        byte[] bitmap = little(40).putInt(40).putInt(320).putInt(-240).putInt(16, 0).array();
        System.arraycopy(latin1("XVID"), 0, bitmap, 16, 4);
        byte[] header =
                list(
                        "hdrl",
                        chunk("avih", 56, new byte[56]),
                        list("strl", chunk("strh", 56, stream), chunk("strf", 40, bitmap)));
        byte[] pictures = chunk("LIST", 4 + stated, join(latin1("movi"), new byte[bytes]));
        return all(
                latin1("RIFF"),
                little(4).putInt(4 + header.length + 12 + stated).array(),
                latin1("AVI "),
                header,
                pictures);
    }

    static byte[] list(String name, byte[]... chunks) {
        byte[] content = join(latin1(name), all(chunks));
        return chunk("LIST", content.length, content);
    }

    static byte[] chunk(String name, int stated, byte[] content) {
        return all(latin1(name), little(4).putInt(stated).array(), content);
    }

    /** A film of 320 x 240 in VP9 and two seconds. */
    static byte[] webm(byte[]... clusters) {
        return all(header("webm"), element("18538067", all(about(), all(clusters))));
    }

    /** The same from somebody who records: no length is known. */
    static byte[] liveWebm(byte[]... clusters) {
        return all(
                header("webm"),
                latin1("\u0018\u0053\u0080\u0067\u0001\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"),
                about(),
                all(clusters));
    }

    private static byte[] header(String type) {
        return element("1A45DFA3", element("4282", latin1(type)));
    }

    private static byte[] about() {
        byte[] duration = ByteBuffer.allocate(8).putDouble(2_000).array();
        byte[] video =
                element(
                        "E0",
                        all(element("B0", latin1("\1\u0040")), element("BA", latin1("\u00f0"))));
        byte[] sound =
                element("AE", all(element("83", latin1("\2")), element("86", latin1("A_OPUS"))));
        byte[] film =
                element(
                        "AE",
                        all(element("83", latin1("\1")), element("86", latin1("V_VP9")), video));
        return all(
                element("1549A966", element("4489", duration)),
                element("1654AE6B", all(sound, film)));
    }

    static byte[] cluster(int bytes) {
        return element("1F43B675", new byte[bytes]);
    }

    private static byte[] element(String id, byte[] content) {
        byte[] name = HexFormat.of().parseHex(id);
        return all(
                name, ByteBuffer.allocate(4).putInt(0x1000_0000 | content.length).array(), content);
    }

    /** A pack of an MPEG-2 film and a packet of so many bytes. */
    static byte[] pack(int bytes) {
        return all(
                latin1("\0\0\1\u00ba\u0044\0\4\0\4\1\0\0\u0003\u00f8\0\0\1\u00e0"),
                ByteBuffer.allocate(2).putShort((short) bytes).array(),
                new byte[bytes]);
    }

    /** An Ogg page of a stream that was begun, behind which so many samples are played. */
    static byte[] oggPage(byte[] begun, long position, int flags, int bytes) {
        var page = little(28 + bytes).put(latin1("OggS")).put((byte) 0).put((byte) flags);
        return page.putLong(position)
                .put(begun, 14, 4)
                .put(26, (byte) 1)
                .put(27, (byte) bytes)
                .array();
    }

    /** An MP4 file of one track of two seconds, with its entry of descriptions. */
    public static byte[] mp4(String handler, byte[] entry) {
        byte[] times = ByteBuffer.allocate(100).putInt(12, 1_000).putInt(16, 2_000).array();
        byte[] medium =
                box(
                        "mdia",
                        box("hdlr", latin1("\0\0\0\0\0\0\0\0" + handler + "\0\0\0\0")),
                        box("minf", box("stbl", box("stsd", latin1("\0\0\0\0\0\0\0\1"), entry))));
        return all(ftyp("isom", "mp42"), box("moov", box("mvhd", times), box("trak", medium)));
    }

    /** An entry of pictures of 640 x 360. */
    public static byte[] pictures(String name, byte[]... more) {
        byte[] fields =
                ByteBuffer.allocate(78).putShort(24, (short) 640).putShort(26, (short) 360).array();
        return box(name, fields, all(more));
    }

    /** An entry of sound; QuickTime has more fields in its own version. */
    public static byte[] sound(String name, int fields, byte[]... more) {
        return box(name, new byte[fields], all(more));
    }

    /** What an MPEG-4 stream is, and its kind of MPEG-4 audio. */
    public static byte[] esds(int objectType, int audioType) {
        byte[] config = {
            (byte) (audioType < 32 ? audioType << 3 : 0xf8 | audioType - 32 >> 3),
            (byte) (audioType < 32 ? 0 : audioType - 32 << 5)
        };
        byte[] decoder = join(new byte[13], join(latin1("\5\2"), config));
        decoder[0] = (byte) objectType;
        byte[] stream =
                all(
                        latin1("\0\1\0\4\u0080\u0080\u0080"),
                        new byte[] {(byte) decoder.length},
                        decoder);
        return box("esds", new byte[4], latin1("\3"), new byte[] {(byte) stream.length}, stream);
    }

    public static byte[] box(String name, byte[]... content) {
        byte[] inside = all(content);
        return all(ByteBuffer.allocate(4).putInt(8 + inside.length).array(), latin1(name), inside);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
