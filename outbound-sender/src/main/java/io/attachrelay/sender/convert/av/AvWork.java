package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.Conversion;
import io.attachrelay.sender.convert.ConversionRequest;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.sender.convert.program.ProgramResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One file's way through ffmpeg: looked at, then made in the first way whose outcome fits. */
final class AvWork {

    // Beyond what may be kept, since a file's head is written last.
    private static final long ROOM_BYTES = 1 << 20;
    private static final String NO_ROOM = "No space left on device";
    private static final String FILE_LIMIT = "File too large";
    private static final int KILLED_FOR_FILE_LIMIT = 128 + 25;
    private static final int MOST_QUOTED = 200;

    private final ConversionRequest request;
    private final Ffmpeg ffmpeg;
    private final MediaReader reader = new MediaReader();
    private final ProgramLimits limits;
    private final long end;

    AvWork(ConversionRequest request, Ffmpeg ffmpeg, ProgramLimits limits) {
        this.request = request;
        this.ffmpeg = ffmpeg;
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    /**
     * Converts.
     *
     * @throws IOException if the disk fails
     */
    Conversion convert(Container container) throws IOException, InterruptedException {
        try {
            Path source = ffmpeg.box().bring(request.source(), request.folder(), "source");
            Media media = look(source, container);
            if (media.duration().isZero()) {
                source = timed(source, container);
                return made(source, Container.MATROSKA, look(source, Container.MATROSKA));
            }
            return made(source, container, media);
        } catch (NotConvertedException e) {
            return e.conversion();
        }
    }

    private Media look(Path source, Container container)
            throws NotConvertedException, InterruptedException {
        String json = output(ffmpeg.look(request.folder(), source, container, limits(ROOM_BYTES)));
        return reader.read(json).orElseThrow(() -> impossible("ffprobe says nothing of it"));
    }

    /** What a browser recorded knows no duration; a copy in which each frame has its time does. */
    private Path timed(Path source, Container container)
            throws NotConvertedException, InterruptedException, IOException {
        Path copy = request.folder().resolve("timed");
        long most = Files.size(source) + ROOM_BYTES;
        List<String> way = List.of("-map", "0:v?", "-map", "0:a?", "-c", "copy", "-f", "matroska");
        String _ =
                output(ffmpeg.make(request.folder(), source, container, way, copy, limits(most)));
        return copy;
    }

    private Conversion made(Path source, Container container, Media media)
            throws NotConvertedException, InterruptedException, IOException {
        return switch (Plan.of(request, media, Files.size(source))) {
            case Plan.None(String reason) -> new Conversion.Impossible(reason);
            case Plan.Ways(List<List<String>> ways) -> made(source, container, ways);
        };
    }

    private Conversion made(Path source, Container container, List<List<String>> ways)
            throws NotConvertedException, InterruptedException, IOException {
        Path outcome = request.folder().resolve("converted");
        ProgramLimits most = limits(request.mostBytes() + ROOM_BYTES);
        for (List<String> way : ways) {
            ProgramResult result =
                    ffmpeg.make(request.folder(), source, container, way, outcome, most);
            if (wasTooLarge(result)) {
                continue;
            }
            String _ = output(result);
            if (!ProgramBox.isFile(outcome) || Files.size(outcome) == 0) {
                return new Conversion.Impossible("ffmpeg finds nothing in it");
            }
            if (Files.size(outcome) <= request.mostBytes()) {
                return new Conversion.Converted(outcome, request.targetType());
            }
        }
        return new Conversion.Impossible(
                "it does not fit into %d bytes".formatted(request.mostBytes()));
    }

    private static boolean wasTooLarge(ProgramResult result) {
        return result instanceof ProgramResult.Ended(int code, _, String complaints)
                && (code == KILLED_FOR_FILE_LIMIT || code != 0 && complaints.contains(FILE_LIMIT));
    }

    private String output(ProgramResult result) throws NotConvertedException {
        return switch (result) {
            // Also where it ends well: then what it had no room for is missing.
            case ProgramResult.Ended ended when ended.complainsOfMemory() ->
                    throw impossible("ffmpeg takes more than " + limits.memoryWords());
            case ProgramResult.Ended(int code, String output, _) when code == 0 -> output;
            case ProgramResult.Ended(_, _, String complaints) when complaints.contains(NO_ROOM) ->
                    throw new NotConvertedException(new Conversion.TryAgain(NO_ROOM));
            case ProgramResult.Ended(int code, _, String complaints) ->
                    throw impossible(
                            "ffmpeg can't read it, it may be damaged or take more than %s: %s"
                                    .formatted(limits.memoryWords(), quoted(code, complaints)));
            case ProgramResult.OutOfTime _ ->
                    throw impossible(
                            "ffmpeg takes longer than %d ms".formatted(limits.time().toMillis()));
            case ProgramResult.NotStarted(String reason) ->
                    throw new NotConvertedException(new Conversion.TryAgain(reason));
        };
    }

    /** Its last line, which names the end of the story; paths are of no use to a person. */
    private String quoted(int code, String complaints) {
        return complaints
                .lines()
                .filter(it -> !it.isBlank())
                .reduce((_, last) -> last)
                .map(it -> it.replace("file:" + request.folder() + "/", ""))
                .map(it -> it.substring(0, Math.min(it.length(), MOST_QUOTED)))
                .orElse("it ended with " + code);
    }

    private static NotConvertedException impossible(String detail) {
        return new NotConvertedException(new Conversion.Impossible(detail));
    }

    private ProgramLimits limits(long fileBytes) {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return new ProgramLimits(left, limits.processorTime(), limits.memoryBytes(), fileBytes);
    }
}
