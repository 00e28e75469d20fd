package io.attachrelay.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.settings.Settings;
import io.attachrelay.settings.SettingsLoader;
import io.attachrelay.settings.rows.WrongRowsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasebookTest {

    private static final FileMention SETUP = new FileMention.Named("setup.exe");
    private static final FileMention NAMELESS = new FileMention.Nameless();
    private static final FileMention NO_FILE = new FileMention.NoFile();
    private static final Detail NOTHING = new Detail.None();
    private static final Detail LIMIT = new Detail.InEnglish("5 MB at most");

    @TempDir Path folder;

    @Test
    void a_notice_names_the_file_the_reason_and_what_helps() {
        assertThat(english().unusable(SETUP, ReasonCode.TYPE_NOT_ALLOWED))
                .isEqualTo(
                        "The customer's file \"setup.exe\" can't be used: this type of file is not"
                                + " allowed. It may be sent as another type, such as PDF or PNG.");
    }

    @Test
    void a_file_without_a_name_is_told_of_too() {
        assertThat(english().unusable(NAMELESS, ReasonCode.GONE))
                .startsWith("A file of the customer's can't be used")
                .endsWith("Sending it again may help.");
    }

    @Test
    void a_notice_does_not_invite_an_attack_again() {
        assertThat(english().unusable(SETUP, ReasonCode.MALWARE)).endsWith("for this file again.");
    }

    @Test
    void what_was_not_sent_is_told_with_a_detail_that_an_agent_can_use() {
        assertThat(english().notSent(SETUP, ReasonCode.CHANNEL_SIZE_EXCEEDED, LIMIT))
                .isEqualTo(
                        "The message with the file \"setup.exe\" was not sent: the file is larger"
                                + " than the channel takes (5 MB at most).");
        assertThat(english().notSent(NO_FILE, ReasonCode.EXPIRED, NOTHING))
                .isEqualTo(
                        "The message was not sent: the message expired before it could be sent.");
    }

    @Test
    void what_is_there_in_english_only_stands_in_no_sentence_of_another_language() {
        assertThat(german().notSent(SETUP, ReasonCode.CHANNEL_SIZE_EXCEEDED, LIMIT))
                .isEqualTo(
                        "Die Nachricht mit der Datei „setup.exe“ wurde nicht gesendet: Die Datei ist"
                                + " größer, als der Kanal erlaubt.");
    }

    @Test
    void a_reason_behind_the_reason_is_told_in_every_language() {
        // Given
        Detail cause = new Detail.Because(ReasonCode.EMPTY_FILE);

        // Then
        assertThat(english().notSent(SETUP, ReasonCode.MEDIA_NOT_ACCEPTED, cause))
                .endsWith("(empty-file: " + ReasonCode.EMPTY_FILE.words() + ").");
        assertThat(german().notSent(SETUP, ReasonCode.MEDIA_NOT_ACCEPTED, cause))
                .endsWith("Die Datei wurde nicht zugelassen (Die Datei ist leer).");
    }

    @Test
    void a_send_in_doubt_is_never_called_not_sent() {
        assertThat(english().notSent(NO_FILE, ReasonCode.SEND_IN_DOUBT, NOTHING))
                .startsWith("The message may or may not have reached the customer");
    }

    @Test
    void each_tenant_is_told_in_its_language() throws IOException {
        // Given
        Phrasebook phrasebook = Phrasebook.of(settings("notices: []"));

        // Then
        assertThat(phrasebook.forTenant("acme").unusable(SETUP, ReasonCode.TOO_LARGE))
                .isEqualTo(
                        "Die Datei „setup.exe“ des Kunden kann nicht verwendet werden: Die Datei ist"
                                + " zu groß. Eine kleinere Fassung kann gesendet werden.");
        assertThat(phrasebook.forTenant("globex").unusable(SETUP, ReasonCode.TOO_LARGE))
                .startsWith("Le fichier « setup.exe » du client ne peut pas être utilisé :");
        assertThat(phrasebook.forTenant("nobody").unusable(SETUP, ReasonCode.TOO_LARGE))
                .startsWith("The customer's file");
    }

    @Test
    void the_narrowest_text_of_an_operator_stands_in_place_of_ours() throws IOException {
        // Given
        Phrasebook phrasebook =
                Phrasebook.of(
                        settings(
                                """
                                notices:
                                  - {text: 'all: {reason}'}
                                  - {language: fr, text: 'tous : {file}'}
                                  - {reason: malware, text: 'all of malware'}
                                  - {tenant: acme, text: 'acme: {file}, {reason}. {advice}'}
                                  - {tenant: acme, reason: gone, text: 'acme of gone: {file}'}
                                """));

        // Then
        assertThat(phrasebook.forTenant("acme").unusable(NAMELESS, ReasonCode.GONE))
                .isEqualTo("acme of gone: eine Datei ohne Namen");
        assertThat(phrasebook.forTenant("acme").unusable(SETUP, ReasonCode.MALWARE))
                .isEqualTo(
                        "acme: setup.exe, Die Datei enthält Schadsoftware. Bitte fordern Sie diese"
                                + " Datei nicht noch einmal an.");
        assertThat(phrasebook.forTenant("globex").unusable(SETUP, ReasonCode.MALWARE))
                .isEqualTo("all of malware");
        assertThat(phrasebook.forTenant("globex").unusable(SETUP, ReasonCode.GONE))
                .isEqualTo("tous : setup.exe");
        assertThat(phrasebook.forTenant("nobody").unusable(SETUP, ReasonCode.GONE))
                .startsWith("all: ");
    }

    @Test
    void a_text_about_what_was_not_sent_is_one_of_its_own() throws IOException {
        // Given
        Phrasebook phrasebook =
                Phrasebook.of(settings("notices: [{about: not-sent, text: 'Not sent: {reason}'}]"));

        // Then
        assertThat(phrasebook.forTenant("nobody").notSent(NO_FILE, ReasonCode.EXPIRED, NOTHING))
                .startsWith("Not sent: ");
        assertThat(
                        phrasebook
                                .forTenant("nobody")
                                .notSent(NO_FILE, ReasonCode.SEND_IN_DOUBT, NOTHING))
                .startsWith("The message may or may not");
        assertThat(phrasebook.forTenant("nobody").unusable(SETUP, ReasonCode.GONE))
                .startsWith("The customer's file");
    }

    @Test
    void braces_in_a_files_name_stay_braces() {
        assertThat(english().unusable(new FileMention.Named("{reason}$1.pdf"), ReasonCode.GONE))
                .contains("\"{reason}$1.pdf\"");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("{text: 'x {name}'}", "notices row 1: text '{name}' is no placeholder"),
                arguments(
                        "{about: not-sent, text: '{advice}'}",
                        "text '{advice}' is no placeholder here; there are {file}, {reason}"),
                arguments("{text: ' '}", "is blank"),
                arguments("{text: \"a\\tb\"}", "has control characters"),
                arguments("{text: %s}".formatted("x".repeat(1_001)), "longer than 1000"),
                arguments("{reason: rude, text: x}", "reason 'rude' is none of"),
                arguments("{language: xx, text: x}", "language 'xx' is none of en, de, fr, es"),
                arguments("{tenant: nobody, text: x}", "'nobody' is no tenant of the settings"),
                arguments("{about: weather, text: x}", "about 'weather' is none of"),
                arguments("{tenant: acme}", "text is missing"),
                arguments("{text: x}, {text: y}", "row 2: an earlier row is for the same"),
                arguments("{txt: x}", "txt is no field of such a row"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void a_mistake_is_named_with_its_row_and_value(String row, String named) throws IOException {
        // Given
        Settings settings = settings("notices: [" + row + "]");

        // Then
        assertThatThrownBy(() -> Phrasebook.of(settings))
                .isInstanceOf(WrongRowsException.class)
                .hasMessageContaining("The notices file")
                .hasMessageContaining(named);
    }

    @Test
    void all_mistakes_are_named_at_once() throws IOException {
        // Given
        Settings settings = settings("notices: [{}, {text: '{x}', reason: y}]");

        // Then
        assertThatThrownBy(() -> Phrasebook.of(settings))
                .isInstanceOfSatisfying(
                        WrongRowsException.class, e -> assertThat(e.mistakes()).hasSize(3));
    }

    private static NoticeWords english() {
        return Phrasebook.standard().forTenant("acme");
    }

    private static NoticeWords german() {
        return Phrasebook.standard(Language.GERMAN).forTenant("acme");
    }

    private Settings settings(String notices) throws IOException {
        Path file = Files.writeString(folder.resolve("notices.yaml"), notices);
        Path yaml =
                Files.writeString(
                        folder.resolve("relay.yaml"),
                        "notices: {file: %s}\ntenants:\n%s%s"
                                .formatted(file, tenant("acme", "de"), tenant("globex", "fr")));
        return SettingsLoader.load(yaml, Map.of());
    }

    private static String tenant(String name, String language) {
        return """
          %s:
            profile: genesys-media-events
            language: %s
            api-url: https://api.example.com
            oauth: {token-url: https://login.example.com, client-id: relay, client-secret: hidden}
            webhook: {auth: none}
            media-hosts: [api.example.com]
        """
                .formatted(name, language)
                .indent(2);
    }
}
