package io.attachrelay.deploy.testkit.clamd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small database of signatures. With a version it is written as the unsigned update of the
 * official database, whose version clamd tells; without one as loose files, of which it tells none.
 *
 * @param version from 1; 0 for none
 * @param bodies lines of a {@code .ndb} file: byte sequences wherever they stand
 * @param hashes lines of a {@code .hdb} file: whole files
 */
public record Signatures(int version, List<String> bodies, List<String> hashes) {

    private static final int HEAD_BYTES = 512;
    // The same version has the same date; clamd warns of an old one and loads it.
    private static final Instant FIRST_DAY = Instant.parse("2026-11-26T12:00:00Z");

    public Signatures {
        bodies = List.copyOf(bodies);
        hashes = List.copyOf(hashes);
    }

    /** One that knows EICAR as {@code Test.Eicar}, in a file or anywhere within. */
    public static Signatures eicar(int version) {
        return new Signatures(version, List.of(), List.of()).knowing("Test.Eicar", Eicar.bytes());
    }

    /** The same, and it knows these bytes wherever they stand. */
    public Signatures knowing(String name, byte[] body) {
        return new Signatures(
                version, with(bodies, name + ":0:*:" + HexFormat.of().formatHex(body)), hashes);
    }

    /** The same, and it knows this whole file. */
    public Signatures knowingFile(String name, byte[] file) {
        return new Signatures(
                version, bodies, with(hashes, hash("MD5", file) + ":" + file.length + ":" + name));
    }

    /** The same under another version. */
    public Signatures at(int other) {
        return new Signatures(other, bodies, hashes);
    }

    /** Replaces all that clamd reads from {@code folder}. */
    void writeInto(Path folder) throws IOException {
        for (String old : List.of("daily.cud", "local.ndb", "local.hdb")) {
            Files.deleteIfExists(folder.resolve(old));
        }
        if (version > 0) {
            Files.write(folder.resolve("daily.cud"), update());
            return;
        }
        for (Listing listing : listings()) {
            Files.write(folder.resolve("local." + listing.kind()), listing.bytes());
        }
    }

    private record Listing(String kind, byte[] bytes) {}

    /** An empty file would be a broken one to clamd. */
    private List<Listing> listings() {
        return Stream.of(
                        new Listing("ndb", lines(bodies).getBytes(US_ASCII)),
                        new Listing("hdb", lines(hashes).getBytes(US_ASCII)))
                .filter(listing -> listing.bytes().length > 0)
                .toList();
    }

    /**
     * A head of 512 bytes, then a tar archive whose first file repeats it and has a hash of each.
     */
    private byte[] update() {
        String head =
                "ClamAV-VDB:26 Nov 2026 12-00 +0000:%d:%d:90:X:X:testkit:%d"
                        .formatted(
                                version,
                                bodies.size() + hashes.size(),
                                FIRST_DAY.plus(version, ChronoUnit.MINUTES).getEpochSecond());
        var info = new StringBuilder(head).append('\n');
        listings().forEach(l -> info.append(listed("daily." + l.kind(), l.bytes())));
        var archive = new TarArchive();
        archive.add("daily.info", info.toString().getBytes(US_ASCII));
        listings().forEach(l -> archive.add("daily." + l.kind(), l.bytes()));
        return archive.behind(
                head.concat(" ".repeat(HEAD_BYTES - head.length())).getBytes(US_ASCII));
    }

    private static String listed(String name, byte[] file) {
        return name + ":" + file.length + ":" + hash("SHA-256", file) + "\n";
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> with(List<String> lines, String more) {
        List<String> all = new ArrayList<>(lines);
        all.add(more);
        return all;
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
