package io.attachrelay.validator.inspect.detect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Programs, by what a system's loader looks at: their first bytes. It comes before all others, for
 * a loader does not care what else a file may be.
 */
final class ProgramStep implements DetectionStep {

    private static final String WINDOWS = "application/vnd.microsoft.portable-executable";
    private static final int MZ_HEADER = 64;
    private static final int NEW_HEADER = 60;
    private static final int ELF_KIND = 16;
    // Java classes have version 45 and more where a Mach-O file counts its architectures.
    private static final int MOST_ARCHITECTURES = 44;
    private static final int CLASS_OR_MACH_O = 0xcafebabe;

    @Override
    public Optional<Detected> detect(Content content) {
        ByteBuffer head = content.bigEndian(0, MZ_HEADER);
        return head.limit() < 8
                ? Optional.empty()
                : Optional.ofNullable(type(content, head)).map(Detected::type);
    }

    private static @Nullable String type(Content content, ByteBuffer head) {
        return switch (head.getInt(0)) {
            case 0x7f454c46 -> elf(head);
            case CLASS_OR_MACH_O ->
                    head.getInt(4) > 0 && head.getInt(4) <= MOST_ARCHITECTURES
                            ? "application/x-mach-o-universal"
                            : "application/java-vm";
            case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> "application/x-mach-o";
            case 0x6465780a -> "application/x-dex";
            case 0x0061736d -> "application/wasm";
            case 0x4c000000 -> head.getInt(4) == 0x01140200 ? "application/x-ms-shortcut" : null;
            // "X5O!": the test file of antivirus programs is a DOS program that is a text.
            case 0x58354f21 -> content.has(4, "P%@AP[4\\PZX54(P^)7CC)7}$") ? WINDOWS : null;
            default ->
                    isPython(head)
                            ? "application/x-python-bytecode"
                            : isWindows(content, head) ? WINDOWS : null;
        };
    }

    /** Python 3.7 and later (PEP 552): a version, a line end, and which way it is checked. */
    private static boolean isPython(ByteBuffer head) {
        int version = Short.toUnsignedInt(Short.reverseBytes(head.getShort(0)));
        return head.getShort(2) == 0x0d0a
                && version >= 3390
                && version < 4000
                && (head.getInt(4) & ~0x03000000) == 0;
    }

    private static String elf(ByteBuffer head) {
        boolean little = head.limit() > ELF_KIND && head.get(5) == 1;
        int kind =
                head.limit() < ELF_KIND + 2
                        ? 0
                        : head.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                                .getShort(ELF_KIND);
        return switch (kind) {
            case 1 -> "application/x-object";
            case 2 -> "application/x-executable";
            case 3 -> "application/x-sharedlib";
            default -> "application/x-elf";
        };
    }

    /** A text can begin with these letters as well; it has no zeros. */
    private static boolean isWindows(Content content, ByteBuffer head) {
        if (!content.has(0, "MZ") && !content.has(0, "ZM")) {
            return false;
        }
        if (head.limit() < MZ_HEADER) {
            return hasZero(head);
        }
        long header = Integer.toUnsignedLong(Integer.reverseBytes(head.getInt(NEW_HEADER)));
        return content.has(header, "PE\0\0") || hasZero(head);
    }

    private static boolean hasZero(ByteBuffer head) {
        for (byte b : head.array()) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
