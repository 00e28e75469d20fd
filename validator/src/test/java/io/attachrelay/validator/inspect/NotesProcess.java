package io.attachrelay.validator.inspect;

import io.attachrelay.deploy.testkit.ChildProcess;
import io.attachrelay.model.Sha256;
import io.attachrelay.validator.TestJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that examines two files beside each other and one alone, to be killed meanwhile. */
final class NotesProcess {

    private NotesProcess() {}

    static ChildProcess start(Path folder, Path log) throws IOException {
        return TestJvm.start(
                NotesProcess.class, List.of("-Xmx64m"), List.of(folder.toString()), log);
    }

    static Sha256 bytes(String name) {
        return Sha256.of(TestBytes.latin1(name));
    }

    public static void main(String[] args) throws InterruptedException {
        TestJvm.endWithParent(3);
        var notes = ExaminationNotes.open(Path.of(args[0]), Clock.systemUTC());
        var _ = notes.begin(bytes("alone"), true);
        var ended = notes.begin(bytes("ended"), false);
        var _ = notes.begin(bytes("beside"), false);
        ended.close();
        new CountDownLatch(1).await();
    }
}
