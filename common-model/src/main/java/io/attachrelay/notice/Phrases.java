package io.attachrelay.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.attachrelay.model.Language;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.WireName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The words of one language, from {@code notices.<language>.yaml} beside this class. The English
 * words of a reason stand with its code.
 */
final class Phrases {

    private static final Set<String> PLACEHOLDERS = Set.of("file", "reason", "advice");
    private static final Set<String> TO_CUSTOMERS =
            Set.of("file", "until", "url", "type", "size", "pages", "number");

    /** Of a message whose send was never answered it can't be said that it was not sent. */
    private static final String IN_DOUBT = "in-doubt";

    private static final String IN_PLACE_OF_A_FILE = "in-place-of-a-file";

    private final Language language;
    private final JsonNode words;

    private Phrases(Language language, JsonNode words) {
        this.language = language;
        this.words = words;
    }

    static Phrases of(Language language) {
        String name = "notices." + language.wireName() + ".yaml";
        try (InputStream in = Phrases.class.getResourceAsStream(name)) {
            return new Phrases(language, new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The reason as half a sentence. */
    String reason(ReasonCode reason) {
        return language == Language.ENGLISH ? reason.words() : word("reasons", reason);
    }

    /** A whole sentence. */
    String advice(Advice advice) {
        return word("advice", advice);
    }

    /** A text of our own about the occasion, in the form that speaks of the file. */
    Template template(Occasion occasion, FileMention file, ReasonCode reason) {
        String section = reason == ReasonCode.SEND_IN_DOUBT ? IN_DOUBT : occasion.wireName();
        return Template.parse(text("/" + section + "/" + file.form()), PLACEHOLDERS);
    }

    /** A text of our own that customers read in place of a file. */
    Template customers(String name) {
        return Template.parse(text("/" + IN_PLACE_OF_A_FILE + "/" + name), TO_CUSTOMERS);
    }

    /** A type of file in a word or two. */
    String type(FileType type) {
        return word(IN_PLACE_OF_A_FILE + "/types", type);
    }

    /** What stands for the file in an operator's text. */
    String name(FileMention file) {
        return file instanceof FileMention.Named(var name) ? name : text("/some-file");
    }

    private String word(String section, WireName name) {
        return text("/" + section + "/" + name.wireName());
    }

    private String text(String place) {
        JsonNode text = words.at(place);
        if (!text.isTextual() || text.asText().isBlank()) {
            throw new IllegalStateException(
                    "no words for " + place.substring(1) + " in '" + language.wireName() + "'");
        }
        return text.asText();
    }
}
