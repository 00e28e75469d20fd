package io.attachrelay.validator.inspect.deep.office;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.deep.FirstOfEach;
import io.attachrelay.validator.inspect.deep.Place;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rich text: objects, which a reader may load as it opens the file; a template from elsewhere; DDE.
 * Readers know a word of RTF wherever it stands, however the rest is broken, so that all of a file
 * is searched.
 */
public final class RtfCheck implements DeepCheck {

    private static final int CHUNK_BYTES = 64 << 10;
    // A word and what belongs to it, where a chunk ends in it.
    private static final int OVERLAP_BYTES = 2 << 10;
    // An even number of signs before it makes it a word, an odd one makes it text.
    private static final Pattern WORD =
            Pattern.compile(
                    "(?<!\\\\)(?:\\\\\\\\)*\\\\(objdata|objupdate|objautlink|objlink|objocx|template|fldinst)"
                            + "(?![a-z])");
    private static final Pattern OTHER_WORD =
            Pattern.compile("\\\\(?:[a-z]+-?\\d*|\\*) ?|[{}\r\n]");
    private static final Pattern LETTER = Pattern.compile("\\\\'([0-9a-fA-F]{2})");

    @Override
    public String name() {
        return "rtf";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(
                FindingCode.OFFICE_EXTERNAL_TEMPLATE,
                FindingCode.OFFICE_DDE,
                FindingCode.OFFICE_LINK);
    }

    @Override
    public boolean appliesTo(String type) {
        return type.equals("application/rtf") || type.equals("text/rtf");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        content.allow(content.size());
        FirstOfEach notes = new FirstOfEach(found);
        for (long at = 0; at < content.size(); at += CHUNK_BYTES) {
            String text =
                    new String(
                            content.read(at, CHUNK_BYTES + OVERLAP_BYTES),
                            StandardCharsets.ISO_8859_1);
            WORD.matcher(text).results().forEach(word -> look(word, text, notes));
        }
    }

    private static void look(MatchResult word, String text, FindingSink found) {
        String behind = text.substring(word.end(), Math.min(text.length(), word.end() + 1024));
        switch (word.group(1)) {
            case "template" -> {
                if (Place.isElsewhere(plain(behind.split("}", 2)[0]).replace("\\\\", "\\"))) {
                    found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, "a template");
                }
            }
            case "fldinst" -> Fields.look(plain(behind), found);
            default -> found.add(FindingCode.OFFICE_EXTERNAL_TEMPLATE, "an object");
        }
    }

    private static String plain(String rtf) {
        String letters = LETTER.matcher(rtf).replaceAll(RtfCheck::letter);
        return OTHER_WORD.matcher(letters).replaceAll("");
    }

    /** A letter by its number, such as 'c4; a sign that begins words is no word's begin then. */
    private static String letter(MatchResult number) {
        String letter = Character.toString(Integer.parseInt(number.group(1), 16));
        return Matcher.quoteReplacement(letter.equals("\\") ? "\\\\" : letter);
    }
}
