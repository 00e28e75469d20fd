package io.attachrelay.deploy.testkit.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A film, a sound and a program. */
final class Binaries {

    private static final int BOX_HEADER = 8;
    private static final int MOVIE_HEADER = 108;
    private static final int PROGRAM_HEADERS = 512;
    private static final int WAV_HEADERS = 44;
    private static final int SAMPLES_A_SECOND = 8_000;
    private static final int SILENCE = SAMPLES_A_SECOND / 10;
    private static final int PE_OFFSET = 0x80;

    private Binaries() {}

    /** ISO/IEC 14496-12: file type, a movie of no tracks, and the padding as media data. */
    static MediaContent mp4(long seed, long padding) {
        return new Parts()
                .add(box("ftyp", 24).put(ascii("isom")).putInt(512).put(ascii("isommp41")).array())
                .add(box("moov", BOX_HEADER + MOVIE_HEADER, BOX_HEADER).array())
                .add(movieHeader((int) seed))
                .add(box("mdat", Math.toIntExact(BOX_HEADER + padding), BOX_HEADER).array())
                .add(new Padding(seed, padding));
    }

    /** Of 8,000 samples a second with 8 bits: a tenth of a second of silence, then the padding. */
    static MediaContent wav(long seed, long padding) {
        int samples = Math.toIntExact(SILENCE + padding);
        var header = ByteBuffer.allocate(WAV_HEADERS).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(WAV_HEADERS - 8 + samples).put(ascii("WAVEfmt "));
        // The length of what follows, PCM, one channel, samples and bytes a second, of 1 byte each.
        header.putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(SAMPLES_A_SECOND).putInt(SAMPLES_A_SECOND);
        header.putShort((short) 1).putShort((short) 8);
        header.put(ascii("data")).putInt(samples);
        byte[] silence = new byte[SILENCE];
        Arrays.fill(silence, (byte) 0x80);
        silence[0] = (byte) (0x80 + seed % 16);
        return new Parts().add(header.array()).add(silence).add(new Padding(seed, padding));
    }

    /** A 64-bit program of no sections; the padding is an overlay that no loader reads. */
    static MediaContent program(long seed, long padding) {
        var headers = ByteBuffer.allocate(PROGRAM_HEADERS).order(ByteOrder.LITTLE_ENDIAN);
        headers.put(0, ascii("MZ")).putInt(0x3c, PE_OFFSET);
        headers.put(PE_OFFSET, ascii("PE\0\0"));
        // COFF header: machine x86-64, time stamp, size of the optional header, executable.
        headers.putShort(PE_OFFSET + 4, (short) 0x8664);
        headers.putInt(PE_OFFSET + 8, (int) seed);
        headers.putShort(PE_OFFSET + 20, (short) 240);
        headers.putShort(PE_OFFSET + 22, (short) 0x0022);
        // Optional header: PE32+, alignments, sizes of image and headers, console subsystem.
        int optional = PE_OFFSET + 24;
        headers.putShort(optional, (short) 0x020b);
        headers.putLong(optional + 24, 0x1_4000_0000L);
        headers.putInt(optional + 32, 0x1000).putInt(optional + 36, 0x200);
        headers.putShort(optional + 48, (short) 6);
        headers.putInt(optional + 56, 0x1000).putInt(optional + 60, PROGRAM_HEADERS);
        headers.putShort(optional + 68, (short) 3);
        headers.putInt(optional + 108, 16);
        return new Parts().add(headers.array()).add(new Padding(seed, padding));
    }

    private static byte[] movieHeader(int created) {
        var box = box("mvhd", MOVIE_HEADER);
        // Version and flags, creation, modification, 1,000 units a second, duration 0.
        box.putInt(0).putInt(created).putInt(created).putInt(1_000).putInt(0);
        // Rate 1.0, volume 1.0, reserved; then the identity matrix at its place.
        box.putInt(0x0001_0000).putShort((short) 0x0100);
        box.putInt(44, 0x0001_0000).putInt(60, 0x0001_0000).putInt(76, 0x4000_0000);
        box.putInt(MOVIE_HEADER - 4, 1);
        return box.array();
    }

    private static ByteBuffer box(String type, int size) {
        return box(type, size, size);
    }

    private static ByteBuffer box(String type, int size, int written) {
        return ByteBuffer.allocate(written).putInt(size).put(ascii(type));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
