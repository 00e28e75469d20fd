package io.attachrelay.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flattens a YAML file to its keys. Scalars are taken as they are written, so that a secret such as
 * {@code 0123} or {@code 1e9} stays what it is.
 */
final class YamlSource {

    private final Path file;
    private final YAMLParser parser;
    private final Mistakes mistakes;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private YamlSource(Path file, YAMLParser parser, Mistakes mistakes) {
        this.file = file;
        this.parser = parser;
        this.mistakes = mistakes;
    }

    /** What {@code file} gives, by full key; what can't be read is a mistake. */
    static Map<String, Given> read(Path file, Mistakes mistakes) {
        try (Reader text = Files.newBufferedReader(file);
                YAMLParser parser = new YAMLFactory().createParser(text)) {
            return new YamlSource(file, parser, mistakes).document();
        } catch (NoSuchFileException _) {
            mistakes.add(file.toString(), "there is no such file; name a YAML file");
        } catch (JsonProcessingException e) {
            // Its message quotes the file, where secrets stand.
            var where = e.getLocation();
            String line = where == null ? "" : " at line " + where.getLineNr();
            mistakes.add(file.toString(), "is not YAML" + line);
        } catch (IOException e) {
            mistakes.add(
                    file.toString(),
                    "is not readable as UTF-8 text (" + e.getClass().getSimpleName() + ")");
        }
        return Map.of();
    }

    private Map<String, Given> document() throws IOException {
        JsonToken root = parser.nextToken();
        if (root == JsonToken.START_OBJECT) {
            section("");
        } else if (root != null && root != JsonToken.VALUE_NULL) {
            mistakes.add(file.toString(), "holds no keys; write it as 'key: value'");
            return given;
        }
        if (parser.nextToken() != null) {
            mistakes.add(file.toString(), "holds more than one document; only one is read");
        }
        return given;
    }

    private void section(String prefix) throws IOException {
        boolean empty = true;
        String origin = origin();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            empty = false;
            String key = prefix + parser.currentName();
            parser.nextToken();
            value(key);
        }
        if (empty && !prefix.isEmpty()) {
            put(prefix.substring(0, prefix.length() - 1), new Given.Nothing(origin));
        }
    }

    private void value(String key) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> section(key + ".");
            case START_ARRAY -> list(key);
            case VALUE_NULL -> put(key, new Given.Nothing(origin()));
            default -> put(key, new Given.Text(scalar(key), origin()));
        }
    }

    private void list(String key) throws IOException {
        String origin = origin();
        List<String> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isScalarValue()) {
                items.add(scalar(key));
            } else {
                parser.skipChildren();
                mistakes.add(
                        key,
                        "holds a list or section within its list; give plain values ("
                                + origin
                                + ")");
            }
        }
        put(key, new Given.Items(items, origin));
    }

    private String scalar(String key) throws IOException {
        if (parser.isCurrentAlias()) {
            mistakes.add(
                    key,
                    "is a YAML alias, which is not followed; write the value (" + origin() + ")");
        }
        return parser.getText();
    }

    private void put(String key, Given value) {
        if (given.putIfAbsent(key, value) != null) {
            mistakes.add(key, "is given twice; keep one (" + value.origin() + ")");
        }
    }

    private String origin() {
        return file.getFileName() + ", line " + parser.currentTokenLocation().getLineNr();
    }
}
