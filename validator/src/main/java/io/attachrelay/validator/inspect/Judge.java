package io.attachrelay.validator.inspect;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import io.attachrelay.model.Custody;
import io.attachrelay.model.Finding;
import io.attachrelay.model.FindingCode;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.settings.rows.FileSize;
import io.attachrelay.validator.inspect.policy.ChannelRules;
import io.attachrelay.validator.inspect.policy.PolicyAction;
import io.attachrelay.validator.inspect.policy.TypeNames;
import io.attachrelay.validator.inspect.strip.Strippers;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules, in their order: what the antivirus knows is called so, whatever else it is; what can't
 * be understood or looked into is unreadable; then the type, what was noticed, and the size count.
 * Whatever the reason, a finding may send a file that is not accepted to quarantine.
 */
final class Judge {

    private final TypeNames names;

    Judge(TypeNames names) {
        this.names = names;
    }

    /** Applies what counts on a channel. */
    Ruling rule(Appraisal appraisal, ChannelRules rules) {
        List<Finding> findings = appraisal.findings();
        return switch (appraisal.examination()) {
            case Examination.NotUnderstood(var type, var reason, var detail, _, _) -> {
                Verdict verdict =
                        malware(findings, rules)
                                .map(f -> new Verdict.Unreadable(type, f.code().reason(), words(f)))
                                .orElseGet(() -> new Verdict.Unreadable(type, reason, detail));
                yield decided(verdict, findings, rules);
            }
            case Examination.Understood file -> rule(file, findings, appraisal.sizeBytes(), rules);
        };
    }

    private Ruling rule(
            Examination.Understood file,
            List<Finding> findings,
            long sizeBytes,
            ChannelRules rules) {
        Optional<MediaKind> kind = names.kind(file.type());
        return malware(findings, rules)
                .<Verdict>map(f -> refusal(file, kind.orElse(null), f))
                .or(() -> hidden(file, findings, rules))
                .or(() -> notAllowed(file, kind, rules))
                .or(() -> refused(file, kind.orElse(null), findings, rules))
                .or(() -> tooLarge(file, kind.orElseThrow(), sizeBytes, rules))
                .map(verdict -> decided(verdict, findings, rules))
                .orElseGet(() -> usable(file, kind.orElseThrow(), findings, rules));
    }

    private static Optional<Finding> malware(List<Finding> findings, ChannelRules rules) {
        return findings.stream()
                .filter(f -> f.code() == FindingCode.MALWARE)
                .filter(f -> refuses(rules.action(f.code()), false))
                .findFirst();
    }

    private static Optional<Verdict> hidden(
            Examination.Understood file, List<Finding> findings, ChannelRules rules) {
        return gravest(findings.stream().filter(f -> f.code().hidesContent()).toList(), file, rules)
                .map(f -> new Verdict.Unreadable(file.type(), f.code().reason(), words(f)));
    }

    private static Optional<Verdict> notAllowed(
            Examination.Understood file, Optional<MediaKind> kind, ChannelRules rules) {
        String codec = file.facts().codec();
        if (kind.filter(k -> rules.allows(file.type(), k, codec)).isPresent()) {
            return Optional.empty();
        }
        String what = codec == null ? file.type() : file.type() + " with " + codec;
        return Optional.of(
                new Verdict.Rejected(
                        file.type(),
                        kind.orElse(null),
                        ReasonCode.TYPE_NOT_ALLOWED,
                        what + " is not allowed"));
    }

    private static Optional<Verdict> refused(
            Examination.Understood file,
            @Nullable MediaKind kind,
            List<Finding> findings,
            ChannelRules rules) {
        return gravest(findings, file, rules).map(f -> refusal(file, kind, f));
    }

    private static Verdict.Rejected refusal(
            Examination.Understood file, @Nullable MediaKind kind, Finding finding) {
        return new Verdict.Rejected(file.type(), kind, finding.code().reason(), words(finding));
    }

    private static Optional<Verdict> tooLarge(
            Examination.Understood file, MediaKind kind, long sizeBytes, ChannelRules rules) {
        long limit = rules.limit(file.type(), kind, file.facts().codec());
        if (sizeBytes <= limit) {
            return Optional.empty();
        }
        String detail =
                "%s on %s may have %s, this one has %s"
                        .formatted(
                                kind.wireName(),
                                rules.channel(),
                                FileSize.words(limit),
                                FileSize.words(sizeBytes));
        return Optional.of(new Verdict.Rejected(file.type(), kind, ReasonCode.TOO_LARGE, detail));
    }

    private static Ruling usable(
            Examination.Understood file,
            MediaKind kind,
            List<Finding> findings,
            ChannelRules rules) {
        var accepted = new Verdict.Accepted(file.type(), kind, file.facts());
        Set<FindingCode> strip = toStrip(findings, rules);
        return strip.isEmpty()
                ? new Ruling.Final(accepted, Custody.STORE)
                : new Ruling.CleanFirst(accepted, strip);
    }

    private static Ruling decided(Verdict verdict, List<Finding> findings, ChannelRules rules) {
        boolean quarantine =
                findings.stream().anyMatch(f -> rules.action(f.code()) == PolicyAction.QUARANTINE);
        return new Ruling.Final(verdict, quarantine ? Custody.QUARANTINE : Custody.STORE);
    }

    /** Of the findings that refuse the file, the one that says why. */
    private static Optional<Finding> gravest(
            List<Finding> findings, Examination.Understood file, ChannelRules rules) {
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        boolean clean = Strippers.find(file.type(), toStrip(findings, rules)).isPresent();
        return findings.stream()
                .filter(f -> refuses(rules.action(f.code()), clean))
                .max(comparing((Finding f) -> rules.action(f.code())).thenComparing(Finding::code));
    }

    private static boolean refuses(PolicyAction action, boolean canBeCleaned) {
        return action.refuses() || action == PolicyAction.STRIP && !canBeCleaned;
    }

    private static Set<FindingCode> toStrip(List<Finding> findings, ChannelRules rules) {
        return findings.stream()
                .map(Finding::code)
                .filter(code -> rules.action(code) == PolicyAction.STRIP)
                .collect(toCollection(() -> EnumSet.noneOf(FindingCode.class)));
    }

    private static String words(Finding finding) {
        String code = finding.code().wireName();
        return finding.detail().isEmpty() ? code : code + ": " + finding.detail();
    }
}
