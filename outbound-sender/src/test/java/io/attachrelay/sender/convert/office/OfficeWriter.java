package io.attachrelay.sender.convert.office;

import static io.attachrelay.sender.convert.office.OfficeSession.property;

import com.sun.star.beans.PropertyValue;
import io.attachrelay.sender.convert.program.ProgramBox;
import io.attachrelay.sender.convert.program.ProgramLimits;
import io.attachrelay.settings.ConversionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Lets LibreOffice itself write documents in others of its forms. */
final class OfficeWriter implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ProgramBox box = ProgramBox.here(ConversionSettings.DEFAULT);
    private final OfficeProcess process;

    OfficeWriter() throws Exception {
        var limits = new ProgramLimits(LIMIT, LIMIT, 1 << 30, 64 << 20);
        process =
                new OfficeProcess(
                        new OfficeStart(
                                OfficeInstallation.here(box, Path.of("/tmp")).soffice(),
                                box,
                                Path.of("/tmp"),
                                limits));
    }

    /** The document with the filter of that name. */
    Path rewritten(Path file, OfficeFormat format, Path target, String filter) throws Exception {
        return written(file, format, target, property("FilterName", filter));
    }

    /** The same under a password. */
    Path locked(Path file, OfficeFormat format, Path target, String filter) throws Exception {
        return written(
                file,
                format,
                target,
                property("FilterName", filter),
                property("Password", "open it"));
    }

    private Path written(Path file, OfficeFormat format, Path target, PropertyValue... how)
            throws Exception {
        return process.ask(
                (folder, session) -> {
                    Path source = box.bring(file, folder, "source");
                    Path written = folder.resolve("written");
                    try (var document = session.open(source, format)) {
                        document.write(written, how);
                        return Files.move(written, target);
                    } catch (NotOpenedException | com.sun.star.io.IOException e) {
                        throw new IOException(e);
                    } finally {
                        Files.delete(source);
                    }
                },
                LIMIT);
    }

    @Override
    public void close() {
        process.close();
        box.close();
    }
}
