package io.attachrelay.deploy.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.attachrelay.model.Json;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}, which every command has that prints data. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
    private boolean json;

    /** Prints {@code value} as JSON, or else what {@code text} prints. */
    void print(PrintWriter out, Object value, Runnable text) {
        if (!json) {
            text.run();
            out.flush();
            return;
        }
        try {
            out.println(Json.mapper().writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't be printed as JSON", e);
        }
    }

    boolean isOn() {
        return json;
    }
}
