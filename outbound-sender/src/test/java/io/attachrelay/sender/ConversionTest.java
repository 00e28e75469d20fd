package io.attachrelay.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.attachrelay.deploy.testkit.platform.ApiFault;
import io.attachrelay.deploy.testkit.platform.Endpoint;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Origin;
import io.attachrelay.model.OutboundResult;
import io.attachrelay.model.Outcome;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.settings.SenderSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A file that the channel does not show is converted, judged and sent. */
class ConversionTest extends FormsScenario {

    private static final String PDF = "application/pdf";

    @Test
    void a_file_is_converted_checked_and_sent_under_its_name_with_another_extension()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "offer.docx");
        stage.command(Commands.cxone("convert").with(docx.value(), "Offer for you.docx").build());

        // When
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("convert"))
                .extracting(OutboundResult::outcome, OutboundResult::conversion)
                .containsExactly(tuple(Outcome.SENT, PDF));
        assertThat(stage.cxone.received().uploads())
                .singleElement()
                .satisfies(upload -> {
                    assertThat(upload.fileName()).isEqualTo("Offer for you.pdf");
                    assertThat(upload.contentType()).isEqualTo(PDF);
                    assertThat(upload.sizeBytes()).isEqualTo(StoredFiles.PDF.length);
                });
        assertThat(converter.requests)
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.sourceType()).isEqualTo(StoredFiles.DOCX_TYPE);
                    assertThat(request.mostBytes()).isEqualTo(100 << 20);
                    assertThat(Files.exists(request.folder())).isFalse();
                });
    }

    @Test
    void the_outcome_is_published_as_a_conversion_in_the_conversation_of_its_source()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "published.docx");
        stage.command(Commands.cxone("published").with(docx).on("WhatsApp").build());

        // When
        StoredAttachment.Kept made = awaitConversionOf(docx);
        accept("globex", made);
        stage.awaitHandled();

        // Then
        SenderStage.Stored stored = conversionsOf(docx).getFirst();
        assertThat(stored.event().message().origin()).isEqualTo(Origin.CONVERSION);
        assertThat(stored.event().message().channel()).isEqualTo("whatsapp");
        assertThat(stored.event().message().conversationId()).isEqualTo("stored");
        assertThat(stored.claimCheck()).isEqualTo(new ObjectKey("globex", made.mediaId()).path());
        assertThat(stored.trace()).isEqualTo(SenderStage.TRACE);
        assertThat(made.fileName()).isEqualTo("published.pdf");
        assertThat(made.mediaId().conversationPart()).isEqualTo(docx.conversationPart());
        assertThat(new Verdicts(stage.store).ofMessage("globex", docx))
                .extracting(judged -> judged.attachment().mediaId())
                .containsExactly(docx);
    }

    @Test
    void an_outcome_for_a_channel_without_a_name_is_judged_for_the_tenants_own() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "nameless.docx");

        // When
        stage.command(Commands.cxone("nameless").with(docx).on("").build());
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("nameless").getFirst().conversion()).isEqualTo(PDF);
        assertThat(conversionsOf(docx))
                .extracting(stored -> stored.event().message().channel())
                .containsExactly("whatsapp");
    }

    @Test
    void what_was_converted_once_is_used_again() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "again.docx");
        stage.command(Commands.cxone("once").with(docx).build());
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // When
        OutboundResult result = stage.finish(Commands.cxone("again").with(docx).build());

        // Then
        assertThat(result.conversion()).isEqualTo(PDF);
        assertThat(converter.requests).hasSize(1);
        assertThat(conversionsOf(docx)).hasSize(1);
    }

    @Test
    void two_commands_for_one_file_at_once_have_it_converted_once() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "both.docx");
        stage.command(Commands.cxone("both-1").with(docx).build());
        stage.command(Commands.cxone("both-2").with(docx).build());

        // When
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.cxone.received().messages()).hasSize(2);
        assertThat(converter.requests).hasSize(1);
    }

    @Test
    void a_conversion_under_way_holds_up_no_other_conversation() throws Exception {
        // Given
        var go = new CountDownLatch(1);
        converter.waitsFor(go);
        MediaId docx = stage.files.docx("globex", "slow.docx");
        stage.command(Commands.cxone("slow").with(docx).build());
        await().until(() -> !converter.requests.isEmpty());

        // When
        stage.command(Commands.cxone("quick").build());
        await().until(() -> !stage.results("quick").isEmpty());

        // Then
        assertThat(stage.results("slow")).isEmpty();
        go.countDown();
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();
        assertThat(stage.results("slow")).hasSize(1);
    }

    @Test
    void a_slow_converter_holds_up_no_other_one() throws Exception {
        // Given: as many as are converted at a time
        var go = new CountDownLatch(1);
        converter.waitsFor(go);
        MediaId first = stage.files.docx("globex", "1.docx");
        MediaId second = stage.files.docx("globex", "2.docx");
        stage.command(Commands.cxone("slow-1").with(first).build());
        stage.command(Commands.cxone("slow-2").with(second).build());
        await().until(() -> converter.requests.size() == 2);
        MediaId page = stage.files.html("globex", "page.html");

        // When
        stage.command(Commands.cxone("page").with(page).build());
        accept("globex", awaitConversionOf(page));
        await().until(() -> !stage.results("page").isEmpty());

        // Then
        assertThat(stage.results("page").getFirst().conversion()).isEqualTo(PDF);
        assertThat(stage.results("slow-1")).isEmpty();
        go.countDown();
        accept("globex", awaitConversionOf(first));
        accept("globex", awaitConversionOf(second));
        stage.awaitHandled();
        assertThat(stage.results("slow-1").getFirst().conversion()).isEqualTo(PDF);
    }

    @Test
    void waiting_for_a_converter_takes_nothing_off_the_time_for_a_conversion() throws Exception {
        // Given: as many as are converted at a time, and one more
        var go = new CountDownLatch(1);
        converter.waitsFor(go);
        var first = Commands.cxone("turn-1").with(stage.files.docx("globex", "3.docx")).build();
        var second = Commands.cxone("turn-2").with(stage.files.docx("globex", "4.docx")).build();
        stage.command(first);
        stage.command(second);
        await().until(() -> converter.requests.size() == 2);
        awaitProgress(first, "convertingSince");
        awaitProgress(second, "convertingSince");
        MediaId docx = stage.files.docx("globex", "5.docx");
        var third = Commands.cxone("turn-3").with(docx).build();
        stage.command(third);
        awaitProgress(third, "takenAt");

        // When
        stage.clock.advance(SenderSettings.DEFAULT.convertWithin().multipliedBy(2));
        await().until(() -> !stage.results("turn-1").isEmpty());
        await().until(() -> !stage.results("turn-2").isEmpty());
        go.countDown();
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("turn-1").getFirst().conversion()).isNotEqualTo(PDF);
        assertThat(stage.results("turn-3").getFirst().conversion()).isEqualTo(PDF);
    }

    @Test
    void for_a_file_that_finds_no_free_converter_in_time_a_link_goes() throws Exception {
        // Given: as many as are converted at a time, and one more
        var go = new CountDownLatch(1);
        converter.waitsFor(go);
        stage.command(Commands.cxone("busy-1").with(stage.files.docx("globex", "6.docx")).build());
        stage.command(Commands.cxone("busy-2").with(stage.files.docx("globex", "7.docx")).build());
        await().until(() -> converter.requests.size() == 2);
        var third = Commands.cxone("late").with(stage.files.docx("globex", "8.docx")).build();
        stage.command(third);
        awaitProgress(third, "converterBusySince");

        // When
        stage.clock.advance(SenderSettings.DEFAULT.turnWithin());

        // Then
        await().until(() -> !stage.results("late").isEmpty());
        assertThat(converter.requests).hasSize(2);
        go.countDown();
        assertThat(stage.results("late"))
                .extracting(OutboundResult::outcome, OutboundResult::conversion)
                .containsExactly(tuple(Outcome.SENT, "text/uri-list"));
    }

    @Test
    void an_outcome_is_judged_by_the_rules_of_each_channel_that_it_is_sent_on() throws Exception {
        // Given: two channels that take as large a PDF, one of which accepts none
        MediaId docx = stage.files.docx("globex", "twice.docx");
        stage.command(Commands.cxone("on-instagram").with(docx).on("instagram").build());
        StoredAttachment.Kept first = awaitConversionOf(docx);
        reject("globex", first);
        stage.awaitHandled();

        // When
        stage.command(Commands.cxone("on-rcs").with(docx).on("rcs").build());
        await().until(() -> conversionsOf(docx).size() == 2);
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("on-instagram").getFirst().conversion()).isNotEqualTo(PDF);
        assertThat(stage.results("on-rcs").getFirst().conversion()).isEqualTo(PDF);
    }

    @Test
    void a_result_in_doubt_says_what_the_customer_may_have_got() throws Exception {
        // Given
        stage.cxone.apiFaults().inject(Endpoint.SEND, new ApiFault.FailWithEffect(500), 1);
        MediaId docx = stage.files.docx("globex", "doubt.docx");
        stage.command(Commands.cxone("doubt").with(docx).build());

        // When
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("doubt"))
                .extracting(OutboundResult::reason, OutboundResult::conversion)
                .containsExactly(tuple(ReasonCode.SEND_IN_DOUBT, PDF));
    }

    @Test
    void a_conversion_that_failed_for_now_is_tried_again() throws Exception {
        // Given
        converter.doesOnce(_ -> new Conversion.TryAgain("the program was restarted"));
        MediaId docx = stage.files.docx("globex", "later.docx");
        stage.command(Commands.cxone("later").with(docx).build());

        // When
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("later").getLast().outcome()).isEqualTo(Outcome.SENT);
        assertThat(converter.requests).hasSize(2);
    }

    @Test
    void a_converter_that_breaks_is_asked_again() throws Exception {
        // Given
        converter.doesOnce(_ -> {
            throw new IllegalStateException("a mistake in the converter");
        });
        MediaId docx = stage.files.docx("globex", "broken.docx");
        stage.command(Commands.cxone("broken").with(docx).build());

        // When
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("broken").getLast().outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    void a_file_that_can_not_be_converted_is_not_sent_and_the_agent_is_told_why() throws Exception {
        // Given
        converter.does(_ -> new Conversion.Impossible("it is protected by a password"));
        MediaId docx = stage.files.docx("acme", "locked.docx");

        // When
        var result =
                stage.finish(
                        Commands.genesys("locked")
                                .with(docx.value(), "locked.docx")
                                .on("whatsapp")
                                .build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CONVERSION_FAILED);
        assertThat(notices(stage.genesys))
                .containsExactly(
                        "The message with the file \"locked.docx\" was not sent: the file could"
                                + " not be converted to what the channel shows (application/pdf: it"
                                + " is protected by a password).");
    }

    @Test
    void an_outcome_that_is_too_large_is_none() throws Exception {
        // Given
        converter.does(request -> {
            try {
                var file = request.folder().resolve("outcome");
                try (var large = new RandomAccessFile(file.toFile(), "rw")) {
                    large.setLength(request.mostBytes() + 1);
                }
                return new Conversion.Converted(file, request.targetType());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        MediaId docx = stage.files.docx("acme", "large.docx");

        // When
        var result = stage.finish(Commands.genesys("large").with(docx).on("whatsapp").build());

        // Then
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CONVERSION_FAILED);
        assertThat(result.detail()).contains("more than 104857600 bytes");
    }

    @Test
    void an_outcome_that_is_not_accepted_is_not_sent() throws Exception {
        // Given
        MediaId docx = stage.files.docx("acme", "bad.docx");
        stage.command(Commands.genesys("bad").with(docx).on("whatsapp").build());
        StoredAttachment.Kept made = awaitConversionOf(docx);

        // When
        reject("acme", made);
        stage.awaitHandled();

        // Then
        var result = stage.results("bad").getLast();
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CONVERSION_FAILED);
        assertThat(result.detail()).contains("active-content");
    }

    @Test
    void an_outcome_of_a_type_that_is_not_shown_is_not_sent() throws Exception {
        // Given
        MediaId docx = stage.files.docx("acme", "odd.docx");
        stage.command(Commands.genesys("odd").with(docx).on("whatsapp").build());
        StoredAttachment.Kept made = awaitConversionOf(docx);

        // When
        stage.files.accept(
                "acme", made.mediaId(), "text/plain", MediaKind.DOCUMENT, "o", StoredFiles.PDF);
        stage.awaitHandled();

        // Then
        var result = stage.results("odd").getLast();
        assertNotSent(result, Outcome.REJECTED, ReasonCode.CONVERSION_FAILED);
        assertThat(result.detail()).contains("text/plain");
    }

    @Test
    void a_conversion_that_takes_too_long_ends_the_command() throws Exception {
        // Given
        var go = new CountDownLatch(1);
        converter.waitsFor(go);
        MediaId docx = stage.files.docx("acme", "endless.docx");
        var command = Commands.genesys("endless").with(docx).on("whatsapp").build();
        stage.command(command);
        awaitProgress(command, "convertingSince");

        // When
        stage.clock.advance(SenderSettings.DEFAULT.convertWithin());
        stage.awaitHandled();
        go.countDown();

        // Then
        assertNotSent(
                stage.results("endless").getLast(), Outcome.FAILED, ReasonCode.CONVERSION_FAILED);
    }

    @Test
    void an_outcome_that_was_stored_before_a_crash_is_published_and_not_made_again()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "stored.docx");
        left(docx, StoredFiles.PDF);

        // When
        stage.command(Commands.cxone("stored").with(docx).build());
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();

        // Then
        assertThat(stage.results("stored").getLast().conversion()).isEqualTo(PDF);
        assertThat(converter.requests).isEmpty();
    }

    @Test
    void an_outcome_whose_record_was_lost_is_published_again_as_news_and_sent() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "lost.docx");
        stage.command(Commands.cxone("lost").with(docx).build());
        StoredAttachment.Kept made = awaitConversionOf(docx);

        // When
        stage.clock.advance(ConversionNews.AGAIN_AFTER);
        await().until(() -> conversionsOf(docx).size() == 2);
        accept("globex", made);
        stage.awaitHandled();

        // Then: the deduplicator lets both pass
        assertThat(stage.results("lost").getLast().conversion()).isEqualTo(PDF);
        assertThat(conversionsOf(docx))
                .extracting(stored -> stored.event().dedupKey())
                .doesNotHaveDuplicates();
        assertThat(conversionsOf(docx)).extracting(FormsScenario::kept).containsOnly(made);
    }

    @Test
    void an_outcome_that_never_gets_a_verdict_ends_its_command_and_wedges_no_later_one()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx("acme", "unjudged.docx");
        var command = Commands.genesys("unjudged-1").with(docx).on("whatsapp").build();
        stage.command(command);
        StoredAttachment.Kept made = awaitConversionOf(docx);
        awaitProgress(command, "convertingSince");
        stage.clock.advance(SenderSettings.DEFAULT.convertWithin());
        stage.awaitHandled();
        int published = conversionsOf(docx).size();

        // When
        stage.clock.advance(ConversionNews.AGAIN_AFTER);
        stage.command(Commands.genesys("unjudged-2").with(docx).on("whatsapp").build());
        await().until(() -> conversionsOf(docx).size() > published);
        accept("acme", made);
        stage.awaitHandled();

        // Then
        assertThat(stage.results("unjudged-1"))
                .extracting(OutboundResult::outcome, OutboundResult::reason)
                .containsExactly(tuple(Outcome.FAILED, ReasonCode.CONVERSION_FAILED));
        assertThat(stage.results("unjudged-2"))
                .extracting(OutboundResult::outcome)
                .containsExactly(Outcome.SENT);
        assertThat(converter.requests).hasSize(1);
    }

    @Test
    void an_outcome_that_was_judged_before_a_crash_is_sent_and_not_published_again()
            throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "judged.docx");
        ObjectKey made = left(docx, StoredFiles.PDF);
        stage.files.accept(
                "globex", made.mediaId(), PDF, MediaKind.DOCUMENT, "judged.pdf", StoredFiles.PDF);

        // When
        var result = stage.finish(Commands.cxone("judged").with(docx).build());

        // Then
        assertThat(result.conversion()).isEqualTo(PDF);
        assertThat(converter.requests).isEmpty();
        assertThat(conversionsOf(docx)).isEmpty();
    }

    @Test
    void a_conversion_that_was_uploaded_before_a_crash_is_sent_and_said_so() throws Exception {
        // Given
        MediaId docx = stage.files.docx("globex", "uploaded.docx");
        stage.command(Commands.cxone("uploaded-1").with(docx).build());
        accept("globex", awaitConversionOf(docx));
        stage.awaitHandled();
        var uploaded = stage.cxone.received().uploads().getFirst();
        var command = Commands.cxone("uploaded-2").with(docx).build();
        var upload =
                new Progress.Upload(
                        uploaded.id(), "uploaded.pdf", PDF, Sha256.of(StoredFiles.PDF), PDF);
        try (var page = new Journal(stage.store).open(command, fingerprint(command))) {
            page.settle(Progress.Open.NEW.uploaded(upload, stage.clock.instant()));
        }

        // When
        var result = stage.finish(command);

        // Then
        assertThat(result.conversion()).isEqualTo(PDF);
        assertThat(result.platformMediaId()).isEqualTo(uploaded.id());
        assertThat(stage.cxone.received().uploads()).hasSize(1);
    }

    private void reject(String tenant, StoredAttachment.Kept made) {
        var verdict = new Verdict.Rejected(PDF, MediaKind.DOCUMENT, ReasonCode.ACTIVE_CONTENT, "");
        new Verdicts(stage.store)
                .settle(
                        new ObjectKey(tenant, made.mediaId()),
                        new JudgedAttachment(made, verdict, List.of()));
    }

    /** Stores an outcome as a sender that was killed right afterwards left it. */
    private ObjectKey left(MediaId source, byte[] bytes) throws Exception {
        var object = stage.store.find(new ObjectKey("globex", source)).orElseThrow();
        var order =
                new ConversionOrder(
                        object, StoredFiles.DOCX_TYPE, PDF, 100 << 20, "whatsapp", "left");
        stage.store.put(
                order.key(), order.identity(), new ByteArrayInputStream(bytes), bytes.length);
        return order.key();
    }
}
