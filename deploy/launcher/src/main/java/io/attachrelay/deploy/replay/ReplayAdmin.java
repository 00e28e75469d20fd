package io.attachrelay.deploy.replay;

import io.attachrelay.topic.KafkaClients;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the broker what a replay has to know before it begins. */
final class ReplayAdmin implements AutoCloseable {

    private final Admin admin;

    ReplayAdmin(KafkaClients clients) {
        this.admin = clients.admin();
    }

    /** The names of all topics. */
    Set<String> topics() {
        return get(admin.listTopics().names());
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
