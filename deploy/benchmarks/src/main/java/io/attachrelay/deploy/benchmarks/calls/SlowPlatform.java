package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.world.Ending;
import io.attachrelay.model.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A platform that takes its time for each call and refuses those of one conversation, with as
 * little around it as can be. {@code POST /calls/{conversation}/{sequence}/{due}} is a call, {@code
 * POST /reset} begins a new account, {@code GET /report} tells it.
 */
public final class SlowPlatform {

    /** Its calls are answered with 503. */
    static final String FAILING = "failing";

    private static final int BACKLOG = 1_024;

    private final long millis;
    private volatile CallLog log = new CallLog();

    private SlowPlatform(long millis) {
        this.millis = millis;
    }

    /**
     * @param args the port, and how long a call takes in milliseconds
     */
    public static void main(String[] args) throws IOException {
        Ending.withParent();
        var platform = new SlowPlatform(Long.parseLong(args[1]));
        var address = InetAddress.getLoopbackAddress();
        try (var server = new ServerSocket(Integer.parseInt(args[0]), BACKLOG, address)) {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> platform.serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            String path = next(in);
            while (path != null) {
                answer(path, out);
                path = next(in);
            }
        } catch (IOException _) {
            // The client went away, as it may.
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** A request's path; its head is read to the end, and none has a body. */
    private static @Nullable String next(BufferedReader in) throws IOException {
        String first = in.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return first == null || line == null ? null : first.split(" ")[1];
    }

    private void answer(String path, OutputStream out) throws IOException, InterruptedException {
        String[] parts = path.substring(1).split("/");
        switch (parts[0]) {
            case "calls" -> write(out, call(parts[1], parts[2], parts[3]), "");
            case "reset" -> {
                log = new CallLog();
                write(out, 200, "");
            }
            case "report" -> write(out, 200, Json.mapper().writeValueAsString(log.report()));
            default -> write(out, 404, "");
        }
    }

    private int call(String conversation, String sequence, String due) throws InterruptedException {
        CallLog account = log;
        int number = Integer.parseInt(sequence);
        account.begins(conversation, number);
        Thread.sleep(millis);
        if (conversation.equals(FAILING)) {
            account.refuses(conversation);
            return 503;
        }
        account.ends(conversation, number, Long.parseLong(due));
        return 200;
    }

    private static void write(OutputStream out, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 %d x\r\nContent-Length: %d\r\n\r\n".formatted(status, bytes.length);
        out.write((head + body).getBytes(StandardCharsets.UTF_8));
    }
}
