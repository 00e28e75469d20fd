package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.media.link.LinkCheck;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.model.AuditEntry;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Verdict;
import io.attachrelay.sender.convert.Conversion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** A file that the channel does not show reaches the customer in another way, or not at all. */
class SubstituteTest extends FormsScenario {

    private static final String CHOSEN = "see https://relay.example.com/m/1";

    @Test
    void a_picture_on_a_channel_of_text_goes_as_a_link() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "receipt.jpg");

        // When
        var result = stage.finish(Commands.cxone("link").with(jpeg).on("sms").build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.conversion()).isEqualTo("text/uri-list");
        assertThat(result.platformMediaId()).isNull();
        assertThat(stage.cxone.received().uploads()).isEmpty();
        String text = texts(stage.cxone).getFirst();
        assertThat(text).startsWith("hello\nreceipt.jpg (until 2").contains(GATEWAY + "/m/");
        assertThat(linked(text)).contains(new ObjectKey("globex", jpeg));
        assertThat(stage.audit("link"))
                .extracting(AuditEntry::what, AuditEntry::outcome)
                .contains(Tuple.tuple("file.substituted", "text/uri-list"));
    }

    @Test
    void a_customer_reads_of_a_file_in_the_tenants_language() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg(SenderStage.GERMAN, "Beleg.jpg");
        var command = Commands.cxone("german").ofTenant(SenderStage.GERMAN).with(jpeg);

        // When
        stage.finish(command.on("sms").build());

        // Then
        assertThat(texts(stage.cxone))
                .singleElement()
                .asString()
                .startsWith("hello\nBeleg.jpg (bis 2")
                .contains(" UTC): " + GATEWAY + "/m/");
    }

    @Test
    void a_file_that_can_not_be_converted_goes_as_a_link_where_that_is_wanted() throws Exception {
        // Given
        converter.does(_ -> new Conversion.Impossible("it is damaged"));
        MediaId docx = stage.files.docx("globex", "damaged.docx");

        // When
        var result = stage.finish(Commands.cxone("damaged").with(docx).text(null).build());

        // Then
        assertThat(result.conversion()).isEqualTo("text/uri-list");
        assertThat(texts(stage.cxone)).singleElement().asString().startsWith("damaged.docx (");
    }

    @Test
    void a_long_text_leaves_room_for_the_bare_link() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "long.jpg");

        // When
        stage.finish(Commands.cxone("long").with(jpeg).text("x".repeat(600)).on("sms").build());

        // Then
        String text = texts(stage.cxone).getFirst();
        assertThat(text).hasSizeLessThanOrEqualTo(765).doesNotContain("(until");
        assertThat(linked(text)).contains(new ObjectKey("globex", jpeg));
    }

    @Test
    void a_text_that_leaves_no_room_is_not_sent_without_its_file() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "full.jpg");

        // When
        var result =
                stage.finish(
                        Commands.cxone("full").with(jpeg).text("x".repeat(700)).on("sms").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED);
        assertThat(result.detail()).endsWith("longer than 765 characters");
    }

    @Test
    void a_sentence_about_the_file_goes_where_a_tenant_wants_that() throws Exception {
        // Given
        var facts = new MediaFacts(3, null, null, null, null);
        MediaId pdf =
                stage.files.accepted(
                        "acme",
                        "terms.pdf",
                        new Verdict.Accepted("application/pdf", MediaKind.DOCUMENT, facts),
                        StoredFiles.PDF);

        // When
        var result = stage.finish(Commands.genesys("summary").with(pdf).on("viber").build());

        // Then
        assertThat(result.conversion()).isEqualTo("text/plain");
        assertThat(texts(stage.genesys))
                .containsExactly("hello\n[terms.pdf: PDF document, 25 bytes, 3 pages]");
    }

    @Test
    void what_the_channel_would_swallow_is_not_sent_and_the_agent_is_told() throws Exception {
        // Given
        MediaId pdf = stage.files.pdf("acme", "swallowed.pdf");

        // When
        var result = stage.finish(Commands.genesys("swallowed").with(pdf).on("mms").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CHANNEL_TYPE_NOT_SUPPORTED);
        assertThat(notices(stage.genesys))
                .singleElement()
                .asString()
                .contains("mms takes application/pdf and shows nothing of it");
    }

    @Test
    void what_is_taken_and_not_shown_goes_as_a_file_where_nothing_here_converts_it()
            throws Exception {
        // Given
        MediaId mp3 =
                stage.files.accepted(
                        "globex",
                        "note.mp3",
                        new Verdict.Accepted("audio/mpeg", MediaKind.AUDIO, MediaFacts.NONE),
                        StoredFiles.MP3);

        // When
        var result = stage.finish(Commands.cxone("as-file").with(mp3).build());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.SENT);
        assertThat(result.conversion()).isNull();
        assertThat(stage.cxone.received().uploads())
                .singleElement()
                .satisfies(upload -> assertThat(upload.contentType()).isEqualTo("audio/mpeg"));
    }

    @Test
    void a_link_that_was_chosen_before_a_crash_stays_the_same() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "chosen.jpg");
        var command = Commands.cxone("chosen").with(jpeg).on("sms").build();
        left(
                command,
                Progress.Open.NEW.substituted(new Progress.Substitute(CHOSEN, "text/uri-list")));

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.conversion()).isEqualTo("text/uri-list");
        assertThat(texts(stage.cxone)).containsExactly(CHOSEN);
    }

    @Test
    void a_link_with_less_than_half_of_its_life_is_made_anew() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "late.jpg");
        var command = Commands.cxone("late").with(jpeg).on("sms").build();
        left(command, Progress.Open.NEW.substituted(servingFor(Duration.ofMinutes(29))));

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.conversion()).isEqualTo("text/uri-list");
        assertThat(texts(stage.cxone)).hasSize(1);
        assertThat(linked(texts(stage.cxone).getFirst())).contains(new ObjectKey("globex", jpeg));
    }

    @Test
    void a_link_with_more_than_half_of_its_life_stays_the_same() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "early.jpg");
        var command = Commands.cxone("early").with(jpeg).on("sms").build();
        left(command, Progress.Open.NEW.substituted(servingFor(Duration.ofMinutes(31))));

        // When
        stage.finish(command);

        // Then
        assertThat(texts(stage.cxone)).containsExactly(CHOSEN);
    }

    @Test
    void a_link_that_may_have_arrived_stays_the_same() throws Exception {
        // Given
        MediaId jpeg = stage.files.jpeg("globex", "perhaps.jpg");
        var command = Commands.cxone("perhaps").with(jpeg).on("sms").build();
        var open = Progress.Open.NEW.substituted(servingFor(Duration.ofMinutes(29)));
        left(command, open.sending(stage.clock.instant(), "another").again());

        // When
        stage.finish(command);

        // Then
        assertThat(texts(stage.cxone)).containsExactly(CHOSEN);
    }

    @Test
    void a_result_in_doubt_says_that_a_link_may_have_come() throws Exception {
        // Given
        stage.cxone.apiFaults().inject(Endpoint.SEND, new ApiFault.FailWithEffect(500), 1);
        MediaId jpeg = stage.files.jpeg("globex", "doubt.jpg");

        // When
        var result = stage.finish(Commands.cxone("link-doubt").with(jpeg).on("sms").build());

        // Then
        assertThat(result.reason()).isEqualTo(ReasonCode.SEND_IN_DOUBT);
        assertThat(result.conversion()).isEqualTo("text/uri-list");
    }

    private Progress.Substitute servingFor(Duration left) {
        return new Progress.Substitute(CHOSEN, "text/uri-list", stage.clock.instant().plus(left));
    }

    private void left(OutboundCommand command, Progress progress) throws Exception {
        try (var page = new Journal(stage.store).open(command, fingerprint(command))) {
            page.settle(progress);
        }
    }

    private static Optional<ObjectKey> linked(String text) {
        String token = text.substring(text.lastIndexOf('/') + 1);
        LinkCheck check = new LinkSigner(SECRET, Clock.systemUTC()).check(token);
        return check instanceof LinkCheck.Valid(var object, _)
                ? Optional.of(object)
                : Optional.empty();
    }
}
