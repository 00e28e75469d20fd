package io.attachrelay.deploy.benchmarks.verdicts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.attachrelay.deploy.testkit.sample.SampleFile;
import io.attachrelay.deploy.testkit.sample.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of known kind, made here: what people send, odd but valid ones among it, and tricks. */
final class GeneratedFiles {

    private static final List<Map.Entry<SampleFile, String>> SAMPLES =
            List.of(
                    entry(SampleFiles.png(), "png"),
                    entry(SampleFiles.jpeg(), "jpg"),
                    entry(SampleFiles.gif(), "gif"),
                    entry(SampleFiles.pdf(), "pdf"),
                    entry(SampleFiles.text(), "txt"),
                    entry(SampleFiles.csv(), "csv"),
                    entry(SampleFiles.docx(), "docx"),
                    entry(SampleFiles.xlsx(), "xlsx"),
                    entry(SampleFiles.mp4(), "mp4"));

    private static final int[] MORE_BYTES = {0, 1, 1_000, 70_000, 1 << 20};

    private static final Map<String, String> LETTERS =
            Map.ofEntries(
                    entry("plain", "Dear Anna,\nif you set the date, call me.\n\nJohn\n"),
                    entry("like-a-program", "MZ is short for Max Zorin.\n"),
                    entry("like-a-bitmap", "BMW sent me this bill.\n"),
                    entry("like-a-mail", "Date: Monday\nI can come at nine.\n"),
                    entry("like-a-mailbox", "From here it is a mile.\n"),
                    entry("like-music", "ID3 is a tag; OggS is not.\n"),
                    entry("about-pdf", "A PDF begins with %PDF-1.7 and ends with %%EOF.\n"),
                    entry("about-tags", "Use an <iframe> or an <object>; a < b.\n"),
                    entry(
                            "about-code",
                            "You wrote this:\nimport os\nand it does not work for us.\n"),
                    entry("with-dashes", "- set the table\n- call Ben\n- goto the shop: milk\n"),
                    entry("log", "12:00:01 INFO start /a: done\n12:00:02 WARN x=1; y=2\n"),
                    entry("settings", "[server]\nport=80\nname=\"a\"\n"),
                    entry("one-word", "Hello"),
                    entry("chinese", "\u4f60\u597d\uff0c\u8bf7\u67e5\u6536\u9644\u4ef6\u3002\n"),
                    entry(
                            "arabic",
                            "\u0645\u0631\u062d\u0628\u0627\u060c \u0634\u0643\u0631\u0627\n"));

    private GeneratedFiles() {}

    static List<LabelledFile> writeInto(Path folder) throws IOException {
        List<LabelledFile> files = new ArrayList<>();
        for (var sample : SAMPLES) {
            for (int more : MORE_BYTES) {
                SampleFile file = sample.getKey().ofSize(sample.getKey().size() + more);
                files.add(write(folder, more + "-" + file.name(), file.bytes(), sample.getValue()));
            }
        }
        files.add(write(folder, "voice.ogg", SampleFiles.ogg().bytes(), "ogg"));
        for (var letter : LETTERS.entrySet()) {
            String name = letter.getKey() + ".txt";
            files.add(write(folder, name, letter.getValue().getBytes(UTF_8), "txt"));
            files.add(write(folder, "wide-" + name, letter.getValue().getBytes(UTF_16), "txt"));
        }
        files.add(
                write(
                        folder,
                        "umlauts.txt",
                        "Gr\u00fc\u00dfe aus K\u00f6ln\n".getBytes(ISO_8859_1),
                        "txt"));
        for (var odd : Tricks.harmless()) {
            files.add(write(folder, odd.name(), odd.bytes(), odd.label()));
        }
        for (var trick : Tricks.hostile()) {
            files.add(write(folder, trick.name(), trick.bytes(), trick.label()));
        }
        for (var trick : DocumentTricks.hostile()) {
            files.add(write(folder, trick.name(), trick.bytes(), trick.label()));
        }
        return files;
    }

    private static LabelledFile write(Path folder, String name, byte[] bytes, String label)
            throws IOException {
        return new LabelledFile(name, Files.write(folder.resolve(name), bytes), label);
    }
}
