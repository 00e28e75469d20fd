package io.attachrelay.validator.inspect.deep;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final Limits limits;

    private DeepChecks(List<DeepCheck> checks, Limits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    /** Just these. */
    public static DeepChecks of(DeepCheck... checks) {
        return new DeepChecks(List.of(checks), USUAL);
    }

    /** Every check there is. */
    public static DeepChecks all() {
        return new DeepChecks(ALL, USUAL);
    }

    /**
     * Every check but those.
     *
     * @param off names of checks
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static DeepChecks without(Set<String> off) {
        Set<String> known = ALL.stream().map(DeepCheck::name).collect(Collectors.toSet());
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
                ALL.stream().filter(check -> !off.contains(check.name())).toList(), USUAL);
    }

    /** The same, that may cost so much. */
    public DeepChecks within(Limits others) {
        return new DeepChecks(checks, others);
    }

    /** What looking at one file may cost, with the steps before the checks. */
    public Limits limits() {
        return limits;
    }

    /**
     * What the checks notice.
     *
     * @param detected its type canonical
     */
    public List<Finding> look(Content content, Detected detected) {
        List<Finding> findings = new ArrayList<>();
        for (DeepCheck check : checks) {
            if (check.appliesTo(detected.type())) {
                check.look(content, detected, sink(check, findings));
            }
        }
        return findings;
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
