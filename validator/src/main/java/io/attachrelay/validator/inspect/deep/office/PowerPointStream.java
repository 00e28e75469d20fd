package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Ole2Stream;
import java.nio.ByteBuffer;
import java.util.Set;

/** The records of a .ppt ([MS-PPT] 2.4.10): only those are entered that lead to its macros. */
final class PowerPointStream {

    private static final int HEADER_BYTES = 8;
    // Document, its list, and what that says of VBA.
    private static final Set<Integer> ENTERED = Set.of(0x3e8, 0x7d0, 0x3ff);
    private static final int VBA_INFO = 0x400;

    private PowerPointStream() {}

    static void look(Ole2Stream stream, FindingSink found) {
        long at = 0;
        while (at + HEADER_BYTES <= stream.size()) {
            ByteBuffer header = stream.read(at, HEADER_BYTES);
            int type = Short.toUnsignedInt(header.getShort(2));
            long length = Integer.toUnsignedLong(header.getInt(4));
            at += HEADER_BYTES;
            if (type == VBA_INFO && hasMacros(stream.read(at, 8))) {
                found.add(FindingCode.OFFICE_MACROS, "VBA");
            }
            at += ENTERED.contains(type) ? 0 : length;
        }
    }

    private static boolean hasMacros(ByteBuffer info) {
        return info.limit() == 8 && info.getInt(4) != 0;
    }
}
