package io.attachrelay.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A partition whose broker has lost the last records that it gave. */
class HeldPartitionsTest {

    private static final Topic<String> TOPIC =
            new Topic<>("texts", 1, Duration.ofDays(1), false, TextTopic.CODEC);
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);
    private static final KeyedConsumerOptions OPTIONS = KeyedConsumerOptions.of("group", "one");

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Set<Long> handled = ConcurrentHashMap.newKeySet();
    private final HeldPartitions held =
            new HeldPartitions(new Commits(consumer), work(), OPTIONS, (_, _) -> {});

    private volatile boolean down = true;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    @Test
    void what_waits_below_the_records_that_were_lost_is_handled() {
        // Given
        consumer.assign(List.of(PARTITION));
        held.onPartitionsAssigned(List.of(PARTITION));
        held.take(records(0, 150));
        await().until(() -> handled.size() == 149);

        // When
        held.take(records(120, 130));

        // Then
        assertThat(consumer.position(PARTITION)).isEqualTo(40);
        down = false;
        handled.clear();
        held.take(records(40, 130));
        await().until(() -> handled.size() == 90);
        held.releaseAll();
        assertThat(consumer.committed(Set.of(PARTITION)).get(PARTITION).offset()).isEqualTo(130);
    }

    @Test
    void nothing_of_the_lost_records_is_committed_while_a_call_for_one_ends() throws Exception {
        // Given
        consumer.assign(List.of(PARTITION));
        held.onPartitionsAssigned(List.of(PARTITION));
        hanging = new CountDownLatch(1);
        held.take(records(0, 150));
        await().until(() -> handled.size() == 148);

        // When a call ends after the time for some commits
        var end =
                Thread.ofVirtual()
                        .start(() -> {
                            LockSupport.parkNanos(OPTIONS.commitEvery().multipliedBy(4).toNanos());
                            hanging.countDown();
                        });
        held.take(records(120, 130));
        end.join();

        // Then
        assertThat(handled).contains(50L);
        assertThat(consumer.committed(Set.of(PARTITION))).isEmpty();
    }

    private RecordWork<String> work() {
        RecordHandler<String> handler =
                delivery -> {
                    long offset = Long.parseLong(delivery.value());
                    if (offset == 40 && down) {
                        throw new RetryLaterException("down", Duration.ofHours(1));
                    }
                    if (offset == 50) {
                        hanging.await();
                    }
                    handled.add(offset);
                };
        var producer =
                new MockProducer<>(
                        true, null, new ByteArraySerializer(), new ByteArraySerializer());
        return new RecordWork<>(
                List.of(TOPIC),
                _ -> "",
                handler,
                new DeadLetters(new Publisher(producer), Clock.systemUTC(), (_, _) -> List.of()),
                OPTIONS);
    }

    private static ConsumerRecords<byte[], byte[]> records(long from, long to) {
        var records = LongStream.range(from, to).mapToObj(HeldPartitionsTest::record).toList();
        return new ConsumerRecords<>(
                Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(to)));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        byte[] text = Long.toString(offset).getBytes(UTF_8);
        return new ConsumerRecord<>(PARTITION.topic(), 0, offset, text, text);
    }
}
