package io.attachrelay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordsOnTheWireTest {

    private static final MediaId ID =
            MediaId.of("acme", Platform.CXONE, "conv-1", "msg-1", "att-1");
    private static final MessageContext MESSAGE =
            new MessageContext(
                    "acme",
                    Origin.PLATFORM,
                    Platform.CXONE,
                    Profile.CXONE_CONVERSATION_EVENTS,
                    "evt-1",
                    "msg-1",
                    "conv-1",
                    "web",
                    Instant.parse("2026-01-01T10:00:00Z"));
    private static final StoredAttachment.Kept KEPT =
            new StoredAttachment.Kept(
                    ID, "image/png", "photo.png", 3L, 3, Sha256.of(new byte[] {1, 2, 3}));
    private static final StoredAttachment.Refused REFUSED =
            new StoredAttachment.Refused(ID, null, null, ReasonCode.TOO_LARGE);

    @Test
    void a_stored_event_survives_the_wire() throws JsonProcessingException {
        assertSurvives(
                new StoredEvent(MESSAGE, new DedupKey("k"), List.of(KEPT, REFUSED)),
                StoredEvent.class);
    }

    @Test
    void a_verdict_event_survives_the_wire_with_every_verdict() throws JsonProcessingException {
        assertSurvives(
                new VerdictEvent(
                        MESSAGE,
                        new DedupKey("k"),
                        List.of(
                                judged(
                                        KEPT,
                                        new Verdict.Accepted(
                                                "image/png", MediaKind.IMAGE, MediaFacts.NONE)),
                                judged(
                                        KEPT,
                                        new Verdict.Accepted(
                                                "application/pdf",
                                                MediaKind.DOCUMENT,
                                                new MediaFacts(3, null, null, null, null))),
                                judged(
                                        KEPT,
                                        new Verdict.Rejected(
                                                "a/b",
                                                null,
                                                ReasonCode.TYPE_NOT_ALLOWED,
                                                "not listed")),
                                judged(
                                        KEPT,
                                        new Verdict.Unreadable(
                                                null, ReasonCode.EMPTY_FILE, "no bytes")),
                                judged(REFUSED, new Verdict.Refused(ReasonCode.TOO_LARGE)))),
                VerdictEvent.class);
    }

    @Test
    void a_verdict_with_all_its_details_survives_the_wire() throws JsonProcessingException {
        assertSurvives(
                new JudgedAttachment(
                        KEPT,
                        new Verdict.Accepted("image/png", MediaKind.IMAGE, MediaFacts.NONE),
                        List.of(
                                new Finding(FindingCode.TRAILING_DATA, "12 bytes"),
                                Finding.of(FindingCode.TYPE_MISMATCH)),
                        Custody.RELEASED,
                        ID.derived("clean")),
                JudgedAttachment.class);
    }

    @Test
    void findings_are_words_on_the_wire_and_the_usual_custody_is_not_told()
            throws JsonProcessingException {
        // When
        var tree =
                Json.mapper()
                        .readTree(
                                Json.mapper()
                                        .writeValueAsString(
                                                judged(
                                                        KEPT,
                                                        new Verdict.Unreadable(
                                                                null,
                                                                ReasonCode.EMPTY_FILE,
                                                                "no bytes"))));

        // Then
        assertThat(tree.at("/findings/0").asText()).isEqualTo("type-mismatch");
        assertThat(tree.has("findingDetails")).isFalse();
        assertThat(tree.has("custody")).isFalse();
        assertThat(tree.has("cleanCopy")).isFalse();
    }

    @Test
    void of_each_finding_there_is_one() {
        assertThat(
                        new JudgedAttachment(
                                        KEPT,
                                        new Verdict.Refused(ReasonCode.GONE),
                                        List.of(
                                                new Finding(FindingCode.SCRIPT, "a"),
                                                new Finding(FindingCode.SCRIPT, "b")))
                                .findings())
                .containsExactly(new Finding(FindingCode.SCRIPT, "a"));
    }

    @Test
    void only_what_is_accepted_has_a_clean_copy() {
        assertThatThrownBy(() ->
                        new JudgedAttachment(
                                KEPT,
                                new Verdict.Refused(ReasonCode.GONE),
                                List.of(),
                                Custody.STORE,
                                ID))
                .hasMessageContaining("refused");
    }

    @Test
    void what_is_made_from_an_attachment_lies_beside_it_under_a_name_that_never_changes() {
        // When
        MediaId copy = ID.derived("clean");

        // Then
        assertThat(copy).isEqualTo(ID.derived("clean")).isNotEqualTo(ID.derived("other"));
        assertThat(copy.messagePrefix()).isEqualTo(ID.messagePrefix());
    }

    @Test
    void the_message_stands_flat_beside_the_attachments() throws JsonProcessingException {
        // When
        var tree =
                Json.mapper()
                        .readTree(
                                Json.mapper()
                                        .writeValueAsString(
                                                new StoredEvent(
                                                        MESSAGE,
                                                        new DedupKey("k"),
                                                        List.of(REFUSED))));

        // Then
        assertThat(tree.at("/tenant").asText()).isEqualTo("acme");
        assertThat(tree.at("/occurredAt").asText()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(tree.at("/attachments/0/refusal").asText()).isEqualTo("too-large");
        assertThat(tree.has("message")).isFalse();
    }

    @Test
    void a_media_id_carries_its_place() {
        // When
        MediaId sibling = MediaId.of("acme", Platform.CXONE, "conv-1", "msg-1", "att-2");
        MediaId elsewhere = MediaId.of("other", Platform.CXONE, "conv-1", "msg-1", "att-1");

        // Then
        assertThat(sibling).isNotEqualTo(ID);
        assertThat(sibling.messagePrefix()).isEqualTo(ID.messagePrefix());
        assertThat(elsewhere.conversationPart()).isNotEqualTo(ID.conversationPart());
    }

    @Test
    void parts_that_join_to_the_same_text_are_told_apart() {
        assertThat(Identifiers.base32Of80Bits("ab", "c"))
                .isNotEqualTo(Identifiers.base32Of80Bits("a", "bc"));
    }

    @Test
    void base32_is_that_of_rfc_4648() {
        // Computed with: printf '2:ab' | sha256sum | cut -c1-20 | xxd -r -p | base32 | tr A-Z a-z
        assertThat(Identifiers.base32Of80Bits("ab")).isEqualTo("2gvru757lkkvf4wq");
    }

    @Test
    void the_order_of_media_does_not_change_the_dedup_key() {
        MediaId other = MediaId.of("acme", Platform.CXONE, "conv-1", "msg-1", "att-2");
        assertThat(DedupKey.of("acme", Platform.CXONE, "msg-1", List.of(ID, other)))
                .isEqualTo(DedupKey.of("acme", Platform.CXONE, "msg-1", List.of(other, ID)));
    }

    @Test
    void a_record_that_lacks_media_has_a_key_for_each_set_of_them() {
        // Given
        MediaId other = MediaId.of("acme", Platform.CXONE, "conv-1", "msg-1", "att-2");
        DedupKey whole = DedupKey.of("acme", Platform.CXONE, "msg-1", List.of(ID, other));

        // Then
        assertThat(whole.lacking(List.of())).isEqualTo(whole);
        assertThat(whole.lacking(List.of(ID, other))).isEqualTo(whole.lacking(List.of(other, ID)));
        assertThat(
                        Stream.of(
                                        List.<MediaId>of(),
                                        List.of(ID),
                                        List.of(other),
                                        List.of(ID, other))
                                .map(whole::lacking))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_command_without_text_and_attachment_is_impossible() {
        assertThatThrownBy(() ->
                        new OutboundCommand(
                                "c", "acme", "v", null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JudgedAttachment judged(StoredAttachment attachment, Verdict verdict) {
        return new JudgedAttachment(
                attachment, verdict, List.of(Finding.of(FindingCode.TYPE_MISMATCH)));
    }

    private static <T> void assertSurvives(T value, Class<T> type) throws JsonProcessingException {
        String json = Json.mapper().writeValueAsString(value);
        assertThat(Json.mapper().readValue(json, type)).isEqualTo(value);
    }
}
