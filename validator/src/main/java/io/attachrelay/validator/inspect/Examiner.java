package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.validator.inspect.av.Recording;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.pdf.PdfPages;
import io.attachrelay.validator.inspect.detect.Completeness;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.Detector;
import io.attachrelay.validator.inspect.detect.Pictures;
import io.attachrelay.validator.inspect.detect.TooCostlyException;
import io.attachrelay.validator.inspect.policy.TypeNames;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From bytes to what they show: the type, whether the file is whole, what it hides. No policy comes
 * in, so one examination serves every channel. A file that a step fails on costs its own
 * examination and nothing else.
 */
final class Examiner implements Examining {

    private final Detector detector = new Detector();
    private final TypeNames names;
    private final DeepChecks deep;

    Examiner(TypeNames names, DeepChecks deep) {
        this.names = names;
        this.deep = deep;
    }

    @Override
    public Examination examine(Content content, Progress progress) {
        if (content.size() == 0) {
            return progress.breaksOff(ReasonCode.EMPTY_FILE, "the file has no bytes", null);
        }
        return guarded(
                progress,
                () -> {
                    Detected detected = canonical(detector.detect(content));
                    progress.isOf(detected.type());
                    return lookInto(content, detected, progress);
                });
    }

    private Detected canonical(Detected detected) {
        return new Detected(names.canonical(detected.type()), detected.codec());
    }

    private Examination lookInto(Content content, Detected detected, Progress progress) {
        Optional<String> complaint =
                Completeness.complaint(detected.type(), content)
                        .or(() ->
                                Recording.of(detected.type(), content)
                                        .flatMap(Recording::complaint));
        if (complaint.isPresent()) {
            return progress.breaksOff(ReasonCode.DAMAGED_FILE, complaint.get(), null);
        }
        deep.look(content, detected, progress.findings());
        return new Examination.Understood(
                detected.type(), facts(detected, content), progress.findings());
    }

    /** What the steps before learnt by the way. */
    private static MediaFacts facts(Detected detected, Content content) {
        MediaFacts recorded = Recording.facts(detected, content);
        if (!recorded.equals(MediaFacts.NONE)) {
            return recorded;
        }
        return content.ifMade(PdfPages.class)
                .map(pages -> new MediaFacts(pages.count(), null, null, null, null))
                .orElseGet(() -> Pictures.facts(detected.type(), content));
    }

    private static Examination guarded(Progress progress, Supplier<Examination> look) {
        try {
            return look.get();
        } catch (StoreException e) {
            throw e;
        } catch (StackOverflowError _) {
            // Its trace is the same line a thousand times.
            return tooCostly(progress, "nested too deep", null);
        } catch (TooCostlyException e) {
            return tooCostly(progress, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            return progress.breaksOff(ReasonCode.DAMAGED_FILE, "the file can't be understood", e);
        }
    }

    private static Examination tooCostly(
            Progress progress, String what, @Nullable Throwable cause) {
        return progress.breaksOff(
                ReasonCode.INSPECTION_FAILED,
                "the file takes too much to be checked: " + what,
                cause);
    }
}
