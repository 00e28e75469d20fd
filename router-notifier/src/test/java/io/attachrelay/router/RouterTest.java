package io.attachrelay.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.deploy.testkit.platform.PlatformSimulator;
import io.attachrelay.deploy.testkit.platform.Received;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.Origin;
import io.attachrelay.topic.ReplayMark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouterTest {

    @TempDir static Path dir;
    private static RouterStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new RouterStage(dir);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void heal() {
        stage.genesys.heal();
        stage.cxone.heal();
        stage.stuck.clear();
        stage.awaitHandled();
    }

    @Test
    void the_flow_engine_gets_the_attributes_of_a_message_with_several_attachments() {
        // Given
        var message = Samples.cxone("several");

        // When
        stage.judge(message.event(message.png("a"), message.pdf("b")));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.cxone, "several"))
                .containsExactly(
                        Map.of(
                                "media_count", "2",
                                "media_kinds", "document,image",
                                "media_types", "application/pdf,image/png",
                                "media_total_bytes", "2100",
                                "media_verdict", "accepted",
                                "media_reasons", ""));
    }

    @Test
    void three_events_of_one_message_end_in_one_truthful_set() {
        // Given
        var message = Samples.genesys("three");

        // When
        stage.judge(message.event(message.png("a")));
        stage.judge(message.event(message.program("b")));
        stage.judge(message.event(message.pdf("c")));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.genesys, "msg-three").getLast())
                .containsEntry("media_count", "3")
                .containsEntry("media_verdict", "mixed")
                .containsEntry("media_total_bytes", "32100")
                .containsEntry("media_reasons", "type-not-allowed");
    }

    @Test
    void an_earlier_event_that_comes_again_hides_no_later_one() {
        // Given
        var message = Samples.genesys("again");
        var first = message.event(message.png("a"));
        stage.judge(first);
        stage.judge(message.event(message.pdf("b")));
        stage.awaitHandled();

        // When
        stage.judge(first);
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.genesys, "msg-again").getLast())
                .containsEntry("media_count", "2")
                .containsEntry("media_kinds", "document,image");
    }

    @Test
    void a_rejected_attachment_is_told_once_even_when_its_record_comes_again() {
        // Given
        var message = Samples.genesys("told");
        var event = message.event(message.program("setup"));

        // When
        stage.judge(event);
        stage.judge(event);
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-told"))
                .containsExactly(
                        "The customer's file \"setup.bin\" can't be used: this type of file is not"
                                + " allowed. It may be sent as another type, such as PDF or PNG.");
    }

    @Test
    void each_attachment_that_can_not_be_used_gets_a_notice_of_its_own() {
        // Given
        var message = Samples.cxone("each");

        // When
        stage.judge(message.event(message.png("a"), message.damaged("b"), message.gone("c")));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.cxone, "each"))
                .hasSize(2)
                .anyMatch(n -> n.contains("damaged"))
                .anyMatch(n -> n.contains("no longer there"));
    }

    /** A server that broke down and a gateway's 502 or 504 tell no more than silence does. */
    static Stream<ApiFault> answersThatTellNothing() {
        return Stream.of(
                new ApiFault.DropConnection(true),
                new ApiFault.FailWithEffect(500),
                new ApiFault.FailWithEffect(502),
                new ApiFault.FailWithEffect(504));
    }

    @ParameterizedTest
    @MethodSource("answersThatTellNothing")
    void a_notice_whose_end_is_not_known_is_not_repeated_and_audited_as_in_doubt(ApiFault fault)
            throws Exception {
        // Given
        var message = Samples.genesys("unanswered");
        var program = message.program("setup");
        stage.genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, fault, 1);

        // When
        stage.judge(message.event(program));
        stage.judge(message.event(program));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-unanswered")).hasSize(1);
        assertThat(stage.audit(program.attachment().mediaId()))
                .filteredOn(e -> e.what().equals("notice.sent"))
                .extracting(AuditEntry::outcome)
                .containsOnly("in-doubt");
    }

    @Test
    void a_notice_that_the_platform_could_not_take_is_tried_again() {
        // Given
        var message = Samples.genesys("busy");
        stage.genesys.apiFaults().inject(Endpoint.SYSTEM_MESSAGE, new ApiFault.Fail(503), 2);

        // When
        stage.judge(message.event(message.program("setup")));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-busy")).hasSize(1);
    }

    @Test
    void attributes_are_set_again_after_a_dropped_answer() {
        // Given
        var message = Samples.cxone("dropped");
        stage.cxone.apiFaults().inject(Endpoint.ATTRIBUTES, new ApiFault.DropConnection(false), 1);

        // When
        stage.judge(message.event(message.png("a")));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.cxone, "dropped")).hasSize(1);
    }

    @Test
    void a_platform_that_refuses_attributes_holds_up_neither_notice_nor_conversation()
            throws Exception {
        // Given
        var message = Samples.genesys("refusing");
        var program = message.program("setup");
        stage.genesys.apiFaults().inject(Endpoint.ATTRIBUTES, new ApiFault.Fail(422));

        // When
        stage.judge(message.event(program));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-refusing")).hasSize(1);
        assertThat(stage.audit(program.attachment().mediaId()))
                .extracting(AuditEntry::what, AuditEntry::outcome)
                .containsExactlyInAnyOrder(
                        tuple("notice.sent", "done"), tuple("media.routed", "attributes-refused"));
    }

    @Test
    void a_replay_without_effects_reaches_neither_flow_nor_agent() throws Exception {
        // Given
        var message = Samples.genesys("replayed");
        var program = message.program("setup");

        // When
        stage.replay(message.event(program), new ReplayMark("r-1", false));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.genesys, "msg-replayed")).isEmpty();
        assertThat(notices(stage.genesys, "msg-replayed")).isEmpty();
        assertThat(stage.audit(program.attachment().mediaId()))
                .extracting(AuditEntry::what, AuditEntry::outcome)
                .containsExactly(tuple("media.routed", "without-effects"));
    }

    @Test
    void each_replay_that_wants_effects_tells_the_agent_once_more() {
        // Given
        var message = Samples.genesys("effects");
        var event = message.event(message.program("setup"));
        stage.judge(event);
        stage.awaitHandled();

        // When
        stage.replay(event, new ReplayMark("r-2", true));
        stage.replay(event, new ReplayMark("r-2", true));
        stage.awaitHandled();

        // Then
        assertThat(notices(stage.genesys, "msg-effects")).hasSize(2);
        assertThat(attributes(stage.genesys, "msg-effects")).hasSize(3);
    }

    @Test
    void a_file_that_a_service_handed_over_is_left_alone() {
        // Given
        var message = Samples.genesys("service");

        // When
        stage.judge(message.event(Origin.SERVICE, message.program("report")));
        stage.awaitHandled();

        // Then
        assertThat(attributes(stage.genesys, "msg-service")).isEmpty();
        assertThat(notices(stage.genesys, "msg-service")).isEmpty();
    }

    @Test
    void a_record_of_a_tenant_that_was_removed_goes_to_the_dead_letters() throws Exception {
        // Given
        var message = Samples.genesys("removed").ofTenant("gone-inc");

        // When
        stage.judge(message.event(message.png("a")));
        stage.awaitHandled();

        // Then
        assertThat(stage.deadLetters("removed")).containsExactly("names an unknown tenant");
    }

    @Test
    void a_conversation_that_fails_keeps_its_order_and_holds_up_no_other() {
        // Given
        stage.stuck.add("slow");
        var slow = Samples.genesys("slow");
        var quick = Samples.genesys("quick");

        // When
        stage.judge(slow.message("slow-1").event(slow.message("slow-1").png("a")));
        stage.judge(slow.message("slow-2").event(slow.message("slow-2").png("a")));
        stage.judge(quick.event(quick.png("a")));

        // Then
        await().until(() -> !attributes(stage.genesys, "msg-quick").isEmpty());
        assertThat(attributes(stage.genesys, "slow-1")).isEmpty();
        stage.stuck.clear();
        stage.awaitHandled();
        assertThat(stage.genesys.received().attributes())
                .extracting(Received.RoutingAttributes::target)
                .containsSubsequence("msg-quick", "slow-1", "slow-2");
    }

    private static List<Map<String, String>> attributes(PlatformSimulator on, String target) {
        return on.received().attributes().stream()
                .filter(a -> a.target().equals(target))
                .map(Received.RoutingAttributes::values)
                .toList();
    }

    private static List<String> notices(PlatformSimulator on, String target) {
        return on.received().systemMessages().stream()
                .filter(m -> m.target().equals(target))
                .map(Received.SystemMessage::text)
                .toList();
    }
}
