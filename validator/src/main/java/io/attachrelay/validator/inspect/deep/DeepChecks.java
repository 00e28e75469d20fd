package io.attachrelay.validator.inspect.deep;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.settings.PolicySettings;
import io.attachrelay.validator.inspect.deep.archive.ArchiveBombs;
import io.attachrelay.validator.inspect.deep.markup.ActiveMarkup;
import io.attachrelay.validator.inspect.deep.office.OdfCheck;
import io.attachrelay.validator.inspect.deep.office.Ole2Check;
import io.attachrelay.validator.inspect.deep.office.OoxmlCheck;
import io.attachrelay.validator.inspect.deep.office.RtfCheck;
import io.attachrelay.validator.inspect.deep.office.ZipPassword;
import io.attachrelay.validator.inspect.deep.pdf.PdfCheck;
import io.attachrelay.validator.inspect.deep.picture.ImageBomb;
import io.attachrelay.validator.inspect.deep.polyglot.Polyglot;
import io.attachrelay.validator.inspect.deep.script.ScriptCheck;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The checks that are on, in their order, and what they may cost. */
public final class DeepChecks {

    // The one list: whoever writes a check adds it here.
    private static final List<DeepCheck> ALL =
            List.of(
                    new TypeCheck(),
                    new TrailingData(),
                    new ArchiveBombs(),
                    new ImageBomb(),
                    new Polyglot(),
                    new ActiveMarkup(),
                    new ScriptCheck(),
                    new PdfCheck(),
                    new ZipPassword(),
                    new OoxmlCheck(),
                    new OdfCheck(),
                    new Ole2Check(),
                    new RtfCheck());

    private static final Limits USUAL =
            new Limits(PolicySettings.DEFAULT.timeLimit(), PolicySettings.DEFAULT.memoryLimit());

    private final List<DeepCheck> checks;
    private final Set<String> off;
    private final Limits limits;

    private DeepChecks(List<DeepCheck> checks, Set<String> off, Limits limits) {
        this.checks = checks;
        this.off = off;
        this.limits = limits;
    }

    /** Just these. */
    public static DeepChecks of(DeepCheck... checks) {
        return new DeepChecks(List.of(checks), Set.of(), USUAL);
    }

    /** Every check there is. */
    public static DeepChecks all() {
        return new DeepChecks(ALL, Set.of(), USUAL);
    }

    /**
     * Every check but those.
     *
     * @param off names of checks
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static DeepChecks without(Set<String> off) {
        return without(off, Set.of());
    }

    /**
     * The same, where {@code off} may also name checks that are made elsewhere.
     *
     * @param others the names of those
     */
    public static DeepChecks without(Set<String> off, Set<String> others) {
        Set<String> known = ALL.stream().map(DeepCheck::name).collect(Collectors.toSet());
        known.addAll(others);
        off.stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "no check is called '"
                                    + name
                                    + "'; there are "
                                    + known.stream().sorted().collect(Collectors.joining(", ")));
                });
        return new DeepChecks(
                ALL.stream().filter(check -> !off.contains(check.name())).toList(),
                Set.copyOf(off),
                USUAL);
    }

    /** The same, that may cost so much. */
    public DeepChecks within(Limits others) {
        return new DeepChecks(checks, off, others);
    }

    /** The names of checks that are not made, also of those made elsewhere. */
    public Set<String> off() {
        return off;
    }

    /** What looking at one file may cost, with the steps before the checks. */
    public Limits limits() {
        return limits;
    }

    /**
     * Lets each check look; one that can't follow the file keeps none of the others from it.
     *
     * @param detected its type canonical
     * @param findings takes what they notice, also if this fails
     * @throws StoreException if the store fails
     * @throws RuntimeException what the first check threw that can't follow the file
     */
    public void look(Content content, Detected detected, List<Finding> findings) {
        RuntimeException failure = null;
        for (DeepCheck check : checks) {
            if (check.appliesTo(detected.type())) {
                RuntimeException thrown = look(check, content, detected, findings);
                failure = failure == null ? thrown : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException look(
            DeepCheck check, Content content, Detected detected, List<Finding> findings) {
        try {
            check.look(content, detected, sink(check, findings));
            return null;
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static FindingSink sink(DeepCheck check, List<Finding> findings) {
        return (FindingCode code, String detail) -> {
            if (!check.finds().contains(code)) {
                throw new IllegalStateException(check.name() + " does not declare " + code);
            }
            findings.add(new Finding(code, detail));
        };
    }
}
