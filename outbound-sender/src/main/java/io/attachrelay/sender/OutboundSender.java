package io.attachrelay.sender;

import io.attachrelay.audit.AuditTrail;
import io.attachrelay.media.link.TemporaryLinks;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.OnceMarks;
import io.attachrelay.media.store.StoredEventRecords;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.OutboundCommand;
import io.attachrelay.model.Profile;
import io.attachrelay.notice.NoticeWords;
import io.attachrelay.platform.PlatformAdapter;
import io.attachrelay.sender.channel.ChannelMatrix;
import io.attachrelay.sender.channel.Decider;
import io.attachrelay.sender.convert.Converters;
import io.attachrelay.settings.OnDoubt;
import io.attachrelay.settings.SenderSettings;
import io.attachrelay.topic.BackOff;
import io.attachrelay.topic.DeadLetters;
import io.attachrelay.topic.KafkaClients;
import io.attachrelay.topic.KeyedConsumer;
import io.attachrelay.topic.KeyedConsumerOptions;
import io.attachrelay.topic.Publisher;
import io.attachrelay.topic.TopicCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The service that reads {@code outbound.command.v1}, group {@code sender}. */
public final class OutboundSender implements AutoCloseable {

    /** The consumer group, without prefix, and the name in the audit trail. */
    public static final String GROUP = "sender";

    /** What is left for a fault of the store or the broker beyond the sender's own limits. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final KeyedConsumer<OutboundCommand> consumer;
    private final Converting converting;
    private final Dispatch dispatch;

    /**
     * Closes none of its collaborators.
     *
     * @param options see {@link #options}
     * @param tenants empty if there is no such tenant
     * @throws java.io.UncheckedIOException if the folder of conversions can't be made
     */
    public OutboundSender(
            KafkaClients clients,
            KeyedConsumerOptions options,
            TopicCatalog topics,
            Publisher publisher,
            ObjectStore store,
            Function<String, Optional<Tenant>> tenants,
            SenderSettings settings,
            Forms forms,
            MeterRegistry metrics,
            Clock clock) {
        var audit = new AuditTrail(GROUP, topics, clock);
        var trail = new SenderTrail(topics, audit, publisher, metrics);
        var verdicts = new Verdicts(store);
        this.converting =
                new Converting(
                        store,
                        verdicts,
                        new ConversionJobs(
                                forms.converters(),
                                forms.atOnce(),
                                new ConversionJob(
                                        store, ConversionFolder.open(forms.folder()), metrics),
                                clock),
                        new ConversionNews(
                                new StoredEventRecords(GROUP, topics, audit, clock),
                                publisher,
                                clock));
        var patience = new Patience(settings, clock);
        var preparing =
                new Preparing(
                        new Attachments(
                                store,
                                verdicts,
                                forms.channels(),
                                new Decider(forms.converters(), forms.links().isPresent())),
                        converting,
                        new Substitutes(forms.links()),
                        new Uploading(store, patience, clock),
                        patience,
                        clock);
        this.dispatch =
                new Dispatch(
                        preparing,
                        new Sending(patience, options.instanceId(), clock),
                        new AgentNotice(new OnceMarks(store, clock), clock),
                        trail,
                        clock);
        var handler = new CommandHandler(tenants, new Journal(store), dispatch, trail);
        this.consumer =
                new KeyedConsumer<>(
                        clients,
                        options,
                        List.of(topics.command()),
                        OutboundCommand::tenant,
                        handler,
                        new DeadLetters(publisher, clock, audit));
    }

    /**
     * The consumer's options: it gives a record up only after all of the sender's own limits, each
     * of which ends in a result. What is left to the dead letters is a store or a broker that fails
     * for longer still.
     */
    public static KeyedConsumerOptions options(String instanceId, SenderSettings settings) {
        Duration ownLimits =
                settings.verdictWithin()
                        .plus(settings.convertWithin())
                        .plus(settings.retryWithin())
                        .plus(AgentNotice.WITHIN);
        // 10 s at most between tries: a verdict or a platform that is back is noticed soon.
        var backOff =
                new BackOff(Duration.ofMillis(200), Duration.ofSeconds(10), ownLimits.plus(MARGIN));
        return KeyedConsumerOptions.of(GROUP, instanceId).with(backOff);
    }

    /** Begins to read. */
    public void start() {
        consumer.start();
    }

    /** Whether it reads and has not failed. */
    public boolean isRunning() {
        return consumer.isRunning();
    }

    /** Stops reading, lets running calls end and begins no others, commits what is finished. */
    @Override
    public void close() {
        dispatch.stop();
        consumer.close();
        converting.close();
    }

    /**
     * A tenant as the sender needs it.
     *
     * @param channel where a command goes that names no channel, in lower case
     * @param onDoubt what becomes of a message whose send was never answered
     * @param words what its agents are told
     */
    public record Tenant(
            Profile profile,
            PlatformAdapter platform,
            String channel,
            OnDoubt onDoubt,
            NoticeWords words) {}

    /**
     * What brings files into a form that channels show.
     *
     * @param converters closed by whoever opened them, after the sender
     * @param links empty if none can be made
     * @param folder for conversions under way, this process's own: those in it are deleted
     * @param atOnce how many files each converter converts at a time, above zero
     */
    public record Forms(
            ChannelMatrix channels,
            Converters converters,
            Optional<TemporaryLinks> links,
            Path folder,
            int atOnce) {}
}
