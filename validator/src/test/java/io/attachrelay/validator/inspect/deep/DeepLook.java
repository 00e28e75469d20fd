package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.Finding;
import io.attachrelay.validator.inspect.TestBytes;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.List;

/** What all deep checks notice in a file whose type its bytes tell. */
public final class DeepLook {

    private static final TypeNames NAMES = InspectionPolicy.standard().names();
    private static final Detector DETECTOR = new Detector();
    private static final DeepChecks CHECKS = DeepChecks.all();

    private DeepLook() {}

    /** The codes of the findings, in their order. */
    public static List<String> codes(byte[] bytes) {
        return findings(bytes).stream().map(finding -> finding.code().wireName()).toList();
    }

    public static List<Finding> findings(byte[] bytes) {
        Content content = TestBytes.content(bytes);
        return CHECKS.look(content, Detected.type(typeOf(content)));
    }

    public static String typeOf(byte[] bytes) {
        return typeOf(TestBytes.content(bytes));
    }

    private static String typeOf(Content content) {
        return NAMES.canonical(DETECTOR.detect(content).type());
    }
}
