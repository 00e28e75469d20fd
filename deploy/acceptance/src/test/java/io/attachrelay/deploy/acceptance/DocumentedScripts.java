package io.attachrelay.deploy.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shell blocks of a page that a comment names, to be run as they stand there. */
final class DocumentedScripts {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- run: ([a-z-]+) -->\n```sh\n(.*?)```", Pattern.DOTALL);

    private static final long LIMIT_SECONDS = 60;

    private final Map<String, String> scripts = new LinkedHashMap<>();
    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param page under {@code docs}
     * @param folder where the scripts run
     */
    DocumentedScripts(String page, Path folder, Map<String, String> environment)
            throws IOException {
        var blocks = BLOCK.matcher(Files.readString(Path.of("..", "..", "docs", page)));
        blocks.results().forEach(block -> scripts.put(block.group(1), block.group(2)));
        this.folder = folder;
        this.environment = environment;
    }

    /** What the script prints. */
    String run(String name) throws IOException, InterruptedException {
        String script = scripts.get(name);
        if (script == null) {
            throw new AssertionError("the page has no script '" + name + "'");
        }
        Path errors = Files.createTempFile(folder, name, ".err");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
        builder.environment().putAll(environment);
        Path output = Files.createTempFile(folder, name, ".out");
        Process process =
                builder.directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        "'%s' %s: %s"
                                .formatted(
                                        name,
                                        ended ? "ended with " + process.exitValue() : "did not end",
                                        Files.readString(errors)));
            }
            // A dead letter may be no text at all.
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
