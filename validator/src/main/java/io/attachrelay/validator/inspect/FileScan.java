package io.attachrelay.validator.inspect;

import io.attachrelay.validator.inspect.CheckedFile.ScanState;
import io.attachrelay.validator.inspect.scan.Clamd;
import io.attachrelay.validator.inspect.scan.ClamdSession;
import io.attachrelay.validator.inspect.scan.ScanResult;
import io.attachrelay.validator.inspect.scan.ScannerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the antivirus says of a file of this machine; it is asked once. */
record FileScan(ScanState state, ScanResult result) {

    static FileScan of(Path file, Optional<Clamd> clamd) throws IOException {
        if (clamd.isEmpty()) {
            return new FileScan(ScanState.OFF, new ScanResult.Clean());
        }
        ScanResult result = ask(file, clamd.get());
        ScanState state =
                switch (result) {
                    case ScanResult.Clean _ -> ScanState.CLEAN;
                    case ScanResult.Known _ -> ScanState.FOUND;
                    case ScanResult.NotScannable _ -> ScanState.UNAVAILABLE;
                };
        return new FileScan(state, result);
    }

    private static ScanResult ask(Path file, Clamd clamd) throws IOException {
        try (ClamdSession session = clamd.open();
                InputStream bytes = Files.newInputStream(file)) {
            return session.scan(bytes, Files.size(file));
        } catch (ScannerException e) {
            return new ScanResult.NotScannable(String.valueOf(e.getMessage()));
        }
    }
}
