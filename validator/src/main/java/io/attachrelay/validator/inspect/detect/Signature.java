package io.attachrelay.validator.inspect.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first bytes of formats that Tika does not know, takes for others, or knows as well: what is
 * found here need not be looked for among its 1,500 types. From the formats' own specifications.
 */
record Signature(int offset, byte[] magic, String type) {

    private static final List<Signature> ALL =
            Stream.of(
                            // What people send most.
                            at(0, "\u0089PNG\r\n\u001a\n", "image/png"),
                            at(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
                            at(0, "GIF87a", "image/gif"),
                            at(0, "GIF89a", "image/gif"),
                            at(0, "%PDF-", "application/pdf"),
                            at(0, "#!AMR\n", "audio/amr"),
                            at(0, "#!AMR-WB\n", "audio/amr-wb"),
                            // Archives.
                            at(0, "Rar!\u001a\7", "application/x-rar-compressed"),
                            at(0, "RE~^", "application/x-rar-compressed"),
                            at(0, "7z\u00bc\u00af'\u001c", "application/x-7z-compressed"),
                            at(0, "\u00fd7zXZ\0", "application/x-xz"),
                            at(0, "(\u00b5/\u00fd", "application/zstd"),
                            at(7, "**ACE**", "application/x-ace-compressed"),
                            at(0, "xar!", "application/x-xar"),
                            at(0, "\u001f\u008b\b", "application/gzip"),
                            at(0, "\u001f\u009d", "application/x-compress"),
                            at(0, "BZh", "application/x-bzip2"),
                            at(0, "\u0004\"M\u0018", "application/x-lz4"),
                            at(0, "LZIP", "application/x-lzip"),
                            at(0, "MSCF\0\0", "application/vnd.ms-cab-compressed"),
                            at(0, "!<arch>\ndebian-binary", "application/x-debian-package"),
                            at(0, "\u00ed\u00ab\u00ee\u00db", "application/x-rpm"),
                            at(0, "Cr24", "application/x-chrome-package"),
                            // Sound and music.
                            at(0, "MAC ", "audio/ape"),
                            at(0, "MP+", "audio/x-musepack"),
                            at(0, "MPCK", "audio/x-musepack"),
                            at(0, "DSD ", "audio/x-dsf"),
                            at(0, "wvpk", "audio/wavpack"),
                            at(0, "IMPM", "audio/x-it"),
                            at(44, "SCRM", "audio/x-s3m"),
                            at(0, "Extended Module: ", "audio/x-xm"),
                            at(0, "fLaC", "audio/x-flac"),
                            at(0, "MThd", "audio/midi"),
                            at(0, "FLV\1", "video/x-flv"),
                            at(0, ".RMF", "application/vnd.rn-realmedia"),
                            at(0, "\0\0\1\u00ba", "video/mpeg"),
                            at(0, "\0\0\1\u00b3", "video/mpeg"),
                            // Pictures.
                            at(0, "8BPS\0\1", "image/vnd.adobe.photoshop"),
                            at(0, "\u00ffO\u00ffQ", "image/x-jp2-codestream"),
                            at(0, "\u00ff\n", "image/jxl"),
                            at(0, "\0\0\0\fJXL \r\n\u0087\n", "image/jxl"),
                            at(0, "gimp xcf ", "image/x-xcf"),
                            at(0, "BPG\u00fb", "image/x-bpg"),
                            at(0, "qoif", "image/qoi"),
                            at(0, "II\u00bc", "image/jxr"),
                            at(0, "FUJIFILMCCD-RAW", "image/x-fujifilm-raf"),
                            at(0, "IIU\0", "image/x-panasonic-rw2"),
                            at(0, "\u00abKTX 11\u00bb\r\n\u001a\n", "image/ktx"),
                            at(0, "\u00abKTX 20\u00bb\r\n\u001a\n", "image/ktx2"),
                            // Fonts.
                            at(0, "wOFF", "font/woff"),
                            at(0, "wOF2", "font/woff2"),
                            at(0, "ttcf", "font/collection"),
                            at(0, "OTTO\0", "font/otf"),
                            // Others.
                            at(0, "{\\rtf", "application/rtf"),
                            at(0, "SQLite format 3\0", "application/x-sqlite3"),
                            at(0, "\u00d4\u00c3\u00b2\u00a1", "application/vnd.tcpdump.pcap"),
                            at(0, "\u00a1\u00b2\u00c3\u00d4", "application/vnd.tcpdump.pcap"),
                            at(0, "PAR1", "application/x-parquet"),
                            at(0, "ITSF", "application/vnd.ms-htmlhelp"),
                            at(0, "bplist0", "application/x-bplist"),
                            at(0, "BLENDER", "application/x-blender"),
                            at(0, "ARROW1", "application/vnd.apache.arrow.file"),
                            at(0, "Obj\1", "application/avro"),
                            at(0, "DRACO", "application/x-draco"),
                            at(0, "book\0\0\0\0mark", "application/x-apple-alias"),
                            at(0, "IWAD", "application/x-doom"),
                            at(0, "PWAD", "application/x-doom"))
                    .toList();

    private static final Map<Byte, List<Signature>> AT_BEGIN =
            ALL.stream()
                    .filter(signature -> signature.offset == 0)
                    .collect(Collectors.groupingBy(signature -> signature.magic[0]));
    private static final List<Signature> FURTHER_ON =
            ALL.stream().filter(signature -> signature.offset > 0).toList();

    /** Bytes enough for all of them. */
    static final int REACH = 64;

    /** Those that may fit a file that begins with this byte. */
    static Stream<Signature> likely(byte first) {
        return Stream.concat(AT_BEGIN.getOrDefault(first, List.of()).stream(), FURTHER_ON.stream());
    }

    boolean fits(byte[] head) {
        int end = offset + magic.length;
        return head.length >= end && Arrays.equals(head, offset, end, magic, 0, magic.length);
    }

    private static Signature at(int offset, String magic, String type) {
        return new Signature(offset, magic.getBytes(StandardCharsets.ISO_8859_1), type);
    }
}
