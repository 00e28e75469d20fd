package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.Finding;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What all deep checks notice in a file whose type its bytes tell. */
public final class DeepLook {

    private static final TypeNames NAMES = InspectionPolicy.standard().names();
    private static final Detector DETECTOR = new Detector();
    private static final DeepChecks ALL = DeepChecks.all();
    // Those that want a whole document are tried on whole ones.
    private static final DeepChecks OF_ANY_FILE =
            DeepChecks.without(Set.of("pdf", "ooxml", "odf", "ole2"));

    private DeepLook() {}

    /** The codes of the findings of checks that look at any file, in their order. */
    public static List<String> codes(byte[] bytes) {
        return codes(findings(bytes));
    }

    /** The codes of all findings in a document, in their order. */
    public static List<String> codesOfDocument(byte[] bytes) {
        return codes(look(ALL, bytes));
    }

    /** The same, of bytes that count how they are read. */
    public static List<String> codesOfDocument(Content content) {
        return codes(look(ALL, content));
    }

    public static List<Finding> findings(byte[] bytes) {
        return look(OF_ANY_FILE, bytes);
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(finding -> finding.code().wireName()).toList();
    }

    private static List<Finding> look(DeepChecks checks, byte[] bytes) {
        return look(checks, TestBytes.content(bytes));
    }

    private static List<Finding> look(DeepChecks checks, Content content) {
        List<Finding> findings = new ArrayList<>();
        checks.look(content, Detected.type(typeOf(content)), findings);
        return findings;
    }

    public static String typeOf(byte[] bytes) {
        return typeOf(TestBytes.content(bytes));
    }

    private static String typeOf(Content content) {
        return NAMES.canonical(DETECTOR.detect(content).type());
    }
}
