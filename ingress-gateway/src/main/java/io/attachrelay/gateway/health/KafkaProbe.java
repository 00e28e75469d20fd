package io.attachrelay.gateway.health;

import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether the broker answers now. */
public final class KafkaProbe implements BooleanSupplier {

    private static final int LIMIT_MILLIS = 1_500;

    private final Admin admin;

    /**
     * @param admin not closed by this
     */
    public KafkaProbe(Admin admin) {
        this.admin = admin;
    }

    @Override
    public boolean getAsBoolean() {
        var options = new DescribeClusterOptions().timeoutMs(LIMIT_MILLIS);
        try {
            return !admin.describeCluster(options).nodes().get().isEmpty();
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
