package io.attachrelay.topic;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What a broker answers to an administrator's question. */
public final class AdminAnswer {

    private AdminAnswer() {}

    /**
     * Waits for the answer.
     *
     * @throws KafkaException the failure itself, not wrapped where it is one of Kafka's; an {@link
     *     InterruptException} if the thread was interrupted
     */
    public static <T> T of(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
