package io.attachrelay.deploy.benchmarks.calls;

import io.attachrelay.deploy.benchmarks.figure.Latencies;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keeps account of calls: their order in each conversation, and how late they are done. */
final class CallLog {

    private final Map<String, Conversation> conversations = new HashMap<>();
    private long[] latencies = new long[1 << 14];
    private int calls;
    private int repeats;
    private int disorders;
    private int refused;
    private long firstBegin;
    private long lastEnd;

    private static final class Conversation {
        private int next;
        private int underWay;
    }

    synchronized void begins(String conversation, int sequence) {
        if (firstBegin == 0) {
            firstBegin = System.nanoTime();
        }
        var known = conversations.computeIfAbsent(conversation, _ -> new Conversation());
        if (sequence > known.next || known.underWay > 0) {
            disorders++;
        }
        known.underWay++;
    }

    /**
     * A call is done.
     *
     * @param due {@link System#nanoTime}, which processes of one machine share on Linux
     */
    synchronized void ends(String conversation, int sequence, long due) {
        var known = conversations.computeIfAbsent(conversation, _ -> new Conversation());
        known.underWay--;
        if (sequence < known.next) {
            repeats++;
            return;
        }
        known.next = sequence + 1;
        lastEnd = System.nanoTime();
        if (calls == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * calls);
        }
        latencies[calls++] = lastEnd - due;
    }

    synchronized void refuses(String conversation) {
        conversations.computeIfAbsent(conversation, _ -> new Conversation()).underWay--;
        refused++;
    }

    synchronized CallReport report() {
        Latencies all = Latencies.of(latencies, calls);
        return new CallReport(
                calls,
                repeats,
                disorders,
                refused,
                (lastEnd - firstBegin) / 1e9,
                all.millisAt(0.5),
                all.millisAt(0.99));
    }
}
