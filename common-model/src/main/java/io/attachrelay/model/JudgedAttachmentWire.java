package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The flat form of {@link JudgedAttachment} on the wire; the schema says which fields stand with
 * which verdict.
 */
record JudgedAttachmentWire(
        MediaId mediaId,
        @Nullable String declaredType,
        @Nullable String fileName,
        @Nullable Long declaredBytes,
        @Nullable Long sizeBytes,
        @Nullable Sha256 sha256,
        String verdict,
        @Nullable String detectedType,
        @Nullable MediaKind kind,
        @Nullable ReasonCode reason,
        @Nullable String detail,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @Nullable MediaFacts facts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<FindingCode> findings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Nullable Map<FindingCode, String> findingDetails,
        @Nullable Custody custody,
        @Nullable MediaId cleanCopy) {

    static final class FromModel extends StdConverter<JudgedAttachment, JudgedAttachmentWire> {
        @Override
        public JudgedAttachmentWire convert(JudgedAttachment judged) {
            return switch (judged.attachment()) {
                case StoredAttachment.Kept(
                                var id,
                                var type,
                                var name,
                                var declared,
                                var size,
                                var sha) ->
                        flat(judged, id, type, name, declared, size, sha);
                case StoredAttachment.Refused(var id, var type, var name, _) ->
                        flat(judged, id, type, name, null, null, null);
            };
        }
    }

    static final class ToModel extends StdConverter<JudgedAttachmentWire, JudgedAttachment> {
        @Override
        public JudgedAttachment convert(JudgedAttachmentWire wire) {
            return new JudgedAttachment(
                    wire.toAttachment(),
                    wire.toVerdict(),
                    wire.toFindings(),
                    wire.custody() == null ? Custody.STORE : wire.custody(),
                    wire.cleanCopy());
        }
    }

    private static JudgedAttachmentWire flat(
            JudgedAttachment judged,
            MediaId id,
            @Nullable String type,
            @Nullable String name,
            @Nullable Long declared,
            @Nullable Long size,
            @Nullable Sha256 sha) {
        Verdict verdict = judged.verdict();
        String detected = null;
        MediaKind kind = null;
        String detail = null;
        MediaFacts facts = null;
        switch (verdict) {
            case Verdict.Accepted(var t, var k, var f) -> {
                detected = t;
                kind = k;
                facts = f.equals(MediaFacts.NONE) ? null : f;
            }
            case Verdict.Rejected(var t, var k, _, var d) -> {
                detected = t;
                kind = k;
                detail = d;
            }
            case Verdict.Unreadable(var t, _, var d) -> {
                detected = t;
                detail = d;
            }
            case Verdict.Refused _ -> {}
        }
        return new JudgedAttachmentWire(
                id,
                type,
                name,
                declared,
                size,
                sha,
                verdict.word(),
                detected,
                kind,
                verdict.reasonCode(),
                detail,
                facts,
                judged.findings().stream().map(Finding::code).toList(),
                details(judged.findings()),
                judged.custody() == Custody.STORE ? null : judged.custody(),
                judged.cleanCopy());
    }

    private static Map<FindingCode, String> details(List<Finding> findings) {
        Map<FindingCode, String> details = new EnumMap<>(FindingCode.class);
        findings.stream()
                .filter(finding -> !finding.detail().isEmpty())
                .forEach(finding -> details.put(finding.code(), finding.detail()));
        return details;
    }

    private List<Finding> toFindings() {
        Map<FindingCode, String> details = findingDetails == null ? Map.of() : findingDetails;
        return findings == null
                ? List.of()
                : findings.stream()
                        .map(code -> new Finding(code, details.getOrDefault(code, "")))
                        .toList();
    }

    private StoredAttachment toAttachment() {
        if (sizeBytes == null || sha256 == null) {
            return new StoredAttachment.Refused(
                    mediaId, declaredType, fileName, needed(reason, "reason"));
        }
        return new StoredAttachment.Kept(
                mediaId, declaredType, fileName, declaredBytes, sizeBytes, sha256);
    }

    private Verdict toVerdict() {
        return switch (verdict) {
            case "accepted" ->
                    new Verdict.Accepted(
                            needed(detectedType, "detectedType"),
                            needed(kind, "kind"),
                            facts == null ? MediaFacts.NONE : facts);
            case "rejected" ->
                    new Verdict.Rejected(
                            needed(detectedType, "detectedType"),
                            kind,
                            needed(reason, "reason"),
                            orEmpty(detail));
            case "unreadable" ->
                    new Verdict.Unreadable(detectedType, needed(reason, "reason"), orEmpty(detail));
            case "refused" -> new Verdict.Refused(needed(reason, "reason"));
            default -> throw new IllegalArgumentException("no verdict is called " + verdict);
        };
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> T needed(@Nullable T value, String name) {
        return Objects.requireNonNull(value, name);
    }
}
