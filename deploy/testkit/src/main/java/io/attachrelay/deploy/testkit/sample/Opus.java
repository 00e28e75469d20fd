package io.attachrelay.deploy.testkit.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.deploy.testkit.platform.MediaContent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Opus in Ogg (RFC 7845): the two header pages and one packet of silence. */
final class Opus {

    private static final int PAGE_HEADER = 28;
    private static final int CHECKSUM_AT = 22;
    private static final int POLYNOMIAL = 0x04c1_1db7;
    private static final byte FIRST = 2;
    private static final byte LAST = 4;
    // At 48 kHz: the encoder's delay of 6.5 ms, and 20 ms of sound behind it.
    private static final short PRE_SKIP = 312;
    private static final long END = PRE_SKIP + 960;
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private Opus() {}

    static MediaContent create(long seed, long padding) {
        if (padding > 0) {
            throw new IllegalArgumentException("a voice message can't be padded");
        }
        return new Parts()
                .add(page(seed, 0, FIRST, 0, head()))
                .add(page(seed, 1, (byte) 0, 0, tags()))
                .add(page(seed, 2, LAST, END, SILENCE));
    }

    private static byte[] head() {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(UTF_8))
                .put((byte) 1)
                .put((byte) 1)
                .putShort(PRE_SKIP)
                .putInt(48_000)
                .array();
    }

    private static byte[] tags() {
        var vendor = "testkit".getBytes(UTF_8);
        return ByteBuffer.allocate(16 + vendor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(UTF_8))
                .putInt(vendor.length)
                .put(vendor)
                .array();
    }

    // The seed is the stream's serial number: two streams must differ in it.
    private static byte[] page(long seed, int number, byte flags, long position, byte[] packet) {
        var page =
                ByteBuffer.allocate(PAGE_HEADER + packet.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("OggS".getBytes(UTF_8))
                        .put((byte) 0)
                        .put(flags)
                        .putLong(position)
                        .putInt((int) seed)
                        .putInt(number)
                        .putInt(0)
                        .put((byte) 1)
                        .put((byte) packet.length)
                        .put(packet);
        return page.putInt(CHECKSUM_AT, checksum(page.array())).array();
    }

    private static int checksum(byte[] page) {
        int crc = 0;
        for (var b : page) {
            crc ^= b << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
        }
        return crc;
    }
}
