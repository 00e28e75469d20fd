package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Finding;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.pdf.PdfPages;
import io.attachrelay.validator.inspect.detect.Completeness;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import io.attachrelay.validator.inspect.detect.Pictures;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From bytes to what they show: the type, whether the file is whole, what it hides. No policy comes
 * in, so one examination serves every channel. A file that a step fails on costs its own
 * examination and nothing else.
 */
final class Examiner {

    private final Detector detector = new Detector();
    private final TypeNames names;
    private final DeepChecks deep;

    Examiner(TypeNames names, DeepChecks deep) {
        this.names = names;
        this.deep = deep;
    }

    /**
     * Looks at a file.
     *
     * @throws StoreException if the store fails: that says nothing of the file
     */
    Examination examine(Content content) {
        if (content.size() == 0) {
            return new Examination.NotUnderstood(
                    null, ReasonCode.EMPTY_FILE, "the file has no bytes", null, List.of());
        }
        return guarded(
                new SoFar(null, List.of()),
                () -> {
                    Detected detected = canonical(detector.detect(content));
                    List<Finding> findings = new ArrayList<>();
                    return guarded(
                            new SoFar(detected.type(), findings),
                            () -> lookInto(content, detected, findings));
                });
    }

    /** What is known when an examination breaks off; the findings may still grow. */
    private record SoFar(@Nullable String type, List<Finding> findings) {}

    private Detected canonical(Detected detected) {
        return new Detected(names.canonical(detected.type()), detected.codec());
    }

    private Examination lookInto(Content content, Detected detected, List<Finding> findings) {
        Optional<String> complaint = Completeness.complaint(detected.type(), content);
        if (complaint.isPresent()) {
            return notUnderstood(
                    new SoFar(detected.type(), findings),
                    ReasonCode.DAMAGED_FILE,
                    complaint.get(),
                    null);
        }
        deep.look(content, detected, findings);
        return new Examination.Understood(detected.type(), facts(detected, content), findings);
    }

    /** What the steps before learnt by the way. */
    private static MediaFacts facts(Detected detected, Content content) {
        if (detected.codec() != null) {
            return new MediaFacts(null, null, null, null, detected.codec());
        }
        return content.ifMade(PdfPages.class)
                .map(pages -> new MediaFacts(pages.count(), null, null, null, null))
                .orElseGet(() -> Pictures.facts(detected.type(), content));
    }

    private static Examination guarded(SoFar known, Supplier<Examination> look) {
        try {
            return look.get();
        } catch (StoreException e) {
            throw e;
        } catch (StackOverflowError _) {
            // Its trace is the same line a thousand times.
            return tooCostly(known, "nested too deep", null);
        } catch (TooCostlyException e) {
            return tooCostly(known, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            return notUnderstood(known, ReasonCode.DAMAGED_FILE, "the file can't be understood", e);
        }
    }

    private static Examination tooCostly(SoFar known, String what, @Nullable Throwable cause) {
        return notUnderstood(
                known,
                ReasonCode.INSPECTION_FAILED,
                "the file takes too much to be checked: " + what,
                cause);
    }

    private static Examination notUnderstood(
            SoFar known, ReasonCode reason, String detail, @Nullable Throwable cause) {
        return new Examination.NotUnderstood(known.type, reason, detail, cause, known.findings);
    }
}
