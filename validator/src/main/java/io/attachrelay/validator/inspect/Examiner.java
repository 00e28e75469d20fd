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
import java.util.List;
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
            return notUnderstood(null, ReasonCode.EMPTY_FILE, "the file has no bytes", null);
        }
        return guarded(
                null,
                () -> {
                    Detected detected = canonical(detector.detect(content));
                    return guarded(detected.type(), () -> lookInto(content, detected));
                });
    }

    private Detected canonical(Detected detected) {
        return new Detected(names.canonical(detected.type()), detected.codec());
    }

    private Examination lookInto(Content content, Detected detected) {
        return Completeness.complaint(detected.type(), content)
                .map(complaint ->
                        notUnderstood(detected.type(), ReasonCode.DAMAGED_FILE, complaint, null))
                .orElseGet(() -> {
                    List<Finding> findings = deep.look(content, detected);
                    return new Examination.Understood(
                            detected.type(), facts(detected, content), findings);
                });
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

    private static Examination guarded(@Nullable String type, Supplier<Examination> look) {
        try {
            return look.get();
        } catch (StoreException e) {
            throw e;
        } catch (StackOverflowError _) {
            // Its trace is the same line a thousand times.
            return tooCostly(type, "nested too deep", null);
        } catch (TooCostlyException e) {
            return tooCostly(type, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            return notUnderstood(type, ReasonCode.DAMAGED_FILE, "the file can't be understood", e);
        }
    }

    private static Examination tooCostly(
            @Nullable String type, String what, @Nullable Throwable cause) {
        return notUnderstood(
                type,
                ReasonCode.INSPECTION_FAILED,
                "the file takes too much to be checked: " + what,
                cause);
    }

    private static Examination notUnderstood(
            @Nullable String type, ReasonCode reason, String detail, @Nullable Throwable cause) {
        return new Examination.NotUnderstood(type, reason, detail, cause);
    }
}
