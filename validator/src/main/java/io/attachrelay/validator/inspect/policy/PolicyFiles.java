package io.attachrelay.validator.inspect.policy;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads policy files: the one that comes with the product, and an operator's over it. */
final class PolicyFiles {

    private static final String STANDARD = "policy.yaml";
    private static final ObjectMapper YAML =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private final PolicyContext context;

    PolicyFiles(PolicyContext context) {
        this.context = context;
    }

    /** The rows that come with the product. */
    PolicyRows standard() {
        PolicyRows none = new PolicyRows(Vocabulary.NONE, List.of(), List.of());
        try (InputStream in = PolicyFiles.class.getResourceAsStream(STANDARD)) {
            return read(STANDARD, YAML.readTree(in), none, false);
        } catch (IOException e) {
            throw new IllegalStateException(STANDARD + " can't be read", e);
        }
    }

    /**
     * The rows of a file over others.
     *
     * @throws PolicyException naming all that is wrong with it
     */
    PolicyRows over(PolicyRows below, Path file) {
        return read(file.toString(), tree(file), below, true);
    }

    private static JsonNode tree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readTree(in);
        } catch (JacksonException e) {
            var where = e.getLocation();
            String line = where == null ? "" : "line " + where.getLineNr() + ": ";
            throw wrong(file, line + onOneLine(e.getOriginalMessage()));
        } catch (NoSuchFileException _) {
            throw wrong(file, "there is no such file");
        } catch (IOException e) {
            throw wrong(file, "it can't be read: " + e);
        }
    }

    /** The parser's sentences without the text that they point at. */
    private static String onOneLine(String message) {
        return message.lines().filter(line -> !line.startsWith(" ")).collect(joining("; "));
    }

    private static PolicyException wrong(Path file, String mistake) {
        return new PolicyException(file.toString(), List.of(mistake));
    }

    private PolicyRows read(String name, JsonNode tree, PolicyRows below, boolean own) {
        List<String> mistakes = new ArrayList<>();
        var sections = new PolicySections(tree, mistakes);
        Vocabulary words = new VocabularyReader(sections, below.words()).read();
        var scoped = new ScopedRowReader(context, words.over(below.words()), own);
        PolicyRows rows =
                new PolicyRows(
                        words,
                        sections.rows("media", scoped::media),
                        sections.rows("findings", scoped::rule));
        if (!mistakes.isEmpty()) {
            throw new PolicyException(name, mistakes);
        }
        return rows.over(below);
    }
}
