package io.attachrelay.settings.rows;

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

/** Reads the YAML of files of rows. */
public final class RowFile {

    private static final ObjectMapper YAML =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private RowFile() {}

    /**
     * A file that comes with the product.
     *
     * @param beside stands in the package of the file
     * @throws IllegalStateException if it is not there or can't be read
     */
    public static JsonNode standard(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return YAML.readTree(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(name + " can't be read", e);
        }
    }

    /**
     * A file of an operator's own.
     *
     * @throws UnreadableRowsException saying why it can't be read
     */
    public static JsonNode own(Path file) throws UnreadableRowsException {
        try (InputStream in = Files.newInputStream(file)) {
            return YAML.readTree(in);
        } catch (JacksonException e) {
            var where = e.getLocation();
            String line = where == null ? "" : "line " + where.getLineNr() + ": ";
            throw new UnreadableRowsException(line + onOneLine(e.getOriginalMessage()), e);
        } catch (NoSuchFileException e) {
            throw new UnreadableRowsException("there is no such file", e);
        } catch (IOException e) {
            throw new UnreadableRowsException("it can't be read: " + e, e);
        }
    }

    /** The parser's sentences without the text that they point at. */
    private static String onOneLine(String message) {
        return message.lines().filter(line -> !line.startsWith(" ")).collect(joining("; "));
    }
}
