package io.attachrelay.deploy.testkit.platform;

import io.attachrelay.deploy.testkit.platform.Received.Content;
import io.attachrelay.deploy.testkit.platform.Received.Message;
import io.attachrelay.deploy.testkit.platform.Received.RoutingAttributes;
import io.attachrelay.deploy.testkit.platform.Received.SystemMessage;
import io.attachrelay.deploy.testkit.platform.Received.Upload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** All calls that a platform's API received, in order. Token requests are counted elsewhere. */
public final class ReceivedLog {

    private final List<Received> calls = new ArrayList<>();

    ReceivedLog() {}

    /** All calls so far, refused and dropped ones included. */
    public synchronized List<Received> all() {
        return List.copyOf(calls);
    }

    /** The uploads that took effect. */
    public List<Upload> uploads() {
        return effective(Upload.class);
    }

    /** The messages that took effect, system messages excluded. */
    public List<Message> messages() {
        return effective(Message.class);
    }

    /** The system messages that took effect. */
    public List<SystemMessage> systemMessages() {
        return effective(SystemMessage.class);
    }

    /** The routing attributes that took effect. */
    public List<RoutingAttributes> attributes() {
        return effective(RoutingAttributes.class);
    }

    /**
     * Waits until the log satisfies the condition, which is asked again after each call.
     *
     * @throws AssertionError when the limit passes first; the message lists what was received
     */
    public synchronized void await(Predicate<ReceivedLog> condition, Duration limit)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.test(this)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(
                        "not within %s; the platform received %s".formatted(limit, calls));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
    }

    synchronized void add(Received call) {
        calls.add(call);
        notifyAll();
    }

    private <C extends Content> List<C> effective(Class<C> kind) {
        return all().stream()
                .filter(Received::isEffective)
                .map(Received::content)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
