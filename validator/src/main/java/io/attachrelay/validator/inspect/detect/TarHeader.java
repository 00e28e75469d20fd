package io.attachrelay.validator.inspect.detect;

/** The header of a tar file (POSIX.1-2001, pax): its checksum is what tar itself goes by. */
public final class TarHeader {

    private static final int BYTES = 512;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;

    private TarHeader() {}

    /** Whether tar would take these bytes for its own. */
    public static boolean isTar(Content content) {
        byte[] header = content.read(0, BYTES);
        // A name comes first; no byte of zeros has a checksum.
        if (header.length < BYTES || header[0] == 0) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < BYTES; i++) {
            boolean inChecksum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_BYTES;
            sum += inChecksum ? ' ' : header[i] & 0xff;
        }
        return sum == octal(header);
    }

    /** -1 if there is no number. */
    private static int octal(byte[] header) {
        int number = 0;
        int digits = 0;
        for (int i = CHECKSUM; i < CHECKSUM + CHECKSUM_BYTES; i++) {
            if (header[i] >= '0' && header[i] <= '7') {
                number = number * 8 + header[i] - '0';
                digits++;
            } else if (digits > 0 || header[i] != ' ' && header[i] != 0) {
                break;
            }
        }
        return digits == 0 ? -1 : number;
    }
}
