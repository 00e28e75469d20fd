package io.attachrelay.validator.inspect;

import static io.attachrelay.validator.inspect.TestBytes.content;
import static io.attachrelay.validator.inspect.TestBytes.cut;
import static io.attachrelay.validator.inspect.TestBytes.ftyp;
import static io.attachrelay.validator.inspect.TestBytes.join;
import static io.attachrelay.validator.inspect.TestBytes.latin1;
import static io.attachrelay.validator.inspect.TestBytes.office;
import static io.attachrelay.validator.inspect.TestBytes.ogg;
import static io.attachrelay.validator.inspect.TestBytes.ole2;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.sample.SampleFiles;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of the sample files on every channel: a change of a rule shows here. */
class VerdictTableTest {

    private static final int MB = 1 << 20;

    private final InspectionPolicy policy = InspectionPolicy.standard();
    private final Appraiser appraiser = new Appraiser(policy.names(), DeepChecks.all());
    private final Judge judge = new Judge(policy.names());

    @Test
    void the_verdicts_are_those_of_the_table() throws IOException {
        // Given
        String table;
        try (var in = getClass().getResourceAsStream("verdicts.txt")) {
            table = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }

        // When
        String verdicts = table();

        // Then
        assertThat(verdicts).isEqualTo(table);
    }

    private String table() {
        StringBuilder table = new StringBuilder("%-22s".formatted("file"));
        policy.channels().forEach(channel -> table.append(" %-18s".formatted(channel)));
        samples().forEach((name, bytes) -> table.append(line(name, bytes)));
        return table.toString().replaceAll(" +(?=\n|$)", "") + "\n";
    }

    private String line(String name, byte[] bytes) {
        Appraisal appraisal = appraiser.appraise(content(bytes), new Claims(null, null, null));
        StringBuilder line = new StringBuilder("\n%-22s".formatted(name));
        for (String channel : policy.channels()) {
            var ruling = (Ruling.Final) judge.rule(appraisal, policy.rules(null, channel));
            ReasonCode reason = ruling.verdict().reasonCode();
            line.append(" %-18s".formatted(reason == null ? "accepted" : reason.wireName()));
        }
        return line.toString();
    }

    private static Map<String, byte[]> samples() {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        samples.put("png", SampleFiles.png().bytes());
        samples.put("jpeg", SampleFiles.jpeg().bytes());
        samples.put("jpeg of 6 MB", SampleFiles.jpeg().ofSize(6 * MB).bytes());
        samples.put("gif", SampleFiles.gif().bytes());
        samples.put("pdf", SampleFiles.pdf().bytes());
        samples.put("pdf of 26 MB", SampleFiles.pdf().ofSize(26 * MB).bytes());
        samples.put("text", SampleFiles.text().bytes());
        samples.put("csv", SampleFiles.csv().bytes());
        samples.put("xlsx", SampleFiles.xlsx().bytes());
        samples.put("docx", SampleFiles.docx().bytes());
        samples.put("doc", ole2("WordDocument", "x"));
        samples.put("opus", SampleFiles.ogg().bytes());
        samples.put("vorbis", ogg("\u0001vorbis"));
        samples.put("m4a", recorded("M4A "));
        samples.put("mp4", SampleFiles.mp4().bytes());
        samples.put("mp4 of 17 MB", SampleFiles.mp4().ofSize(17 * MB).bytes());
        samples.put("3gp", recorded("3gp5"));
        samples.put("mov", recorded("qt  "));
        samples.put("zip", SampleFiles.zip().bytes());
        samples.put("html", SampleFiles.html().bytes());
        samples.put("exe", SampleFiles.windowsProgram().bytes());
        samples.put("script", latin1("#!/bin/sh\n"));
        samples.put("docm", office(TestBytes.word(), "word/vbaProject.bin"));
        samples.put("encrypted docx", ole2("EncryptedPackage", "x"));
        samples.put("nothing", new byte[0]);
        samples.put("half a png", cut(SampleFiles.png().bytes(), 20));
        samples.put("png and more", join(SampleFiles.png().bytes(), latin1("more")));
        samples.put("noise", latin1("\u0001\u0002\u0003"));
        return samples;
    }

    /** With an index in which there is nothing. */
    private static byte[] recorded(String brand) {
        return join(ftyp(brand), latin1("\0\0\0\10moov"));
    }
}
