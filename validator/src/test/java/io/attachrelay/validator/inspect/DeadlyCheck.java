package io.attachrelay.validator.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.deep.DeepCheck;
import io.attachrelay.validator.inspect.deep.FindingSink;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A check that a file with the word "deadly" ends the process by. */
final class DeadlyCheck implements DeepCheck {

    private final boolean together;
    private final CountDownLatch innocent = new CountDownLatch(1);

    /**
     * @param together whether the deadly file waits until an innocent one is in the midst of its
     *     check, which then goes on until the process is dead
     */
    DeadlyCheck(boolean together) {
        this.together = together;
    }

    @Override
    public String name() {
        return "deadly";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of();
    }

    @Override
    public boolean appliesTo(String type) {
        return type.equals("text/plain");
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        switch (new String(content.head(), UTF_8).strip()) {
            case "innocent" -> beInnocent();
            case "deadly" -> beDeadly();
            default -> {}
        }
    }

    private void beInnocent() {
        innocent.countDown();
        if (together) {
            await(new CountDownLatch(1));
        }
    }

    private void beDeadly() {
        if (together) {
            await(innocent);
        }
        // No heap has room for it, which the launcher's JVM option answers.
        throw new IllegalStateException("there is one of " + new byte[Integer.MAX_VALUE].length);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
