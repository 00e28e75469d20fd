package io.attachrelay.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting there is, declared once; those of a tenant stand in {@link TenantKeys}, those of
 * the inspection in {@link InspectionKeys}, those of conversions in {@link ConversionKeys}, those
 * of routing and notices in {@link RoutingKeys}.
 */
final class Keys {

    static final Key<Path> DATA_DIR =
            Key.defaulting(
                    "data-dir",
                    Kinds.PATH,
                    Path.of("./data"),
                    "where the embedded broker, the disk store and the validator's state live");
    static final Key<String> INSTANCE_ID =
            Key.optional(
                    "instance-id",
                    Kinds.NAME,
                    "the host name",
                    "tells this process from others of its kind; stable over restarts");

    static final Key<String> HOST =
            Key.defaulting(
                    "gateway.host",
                    Kinds.TEXT,
                    GatewaySettings.DEFAULT.host(),
                    "the address to listen on");
    static final Key<Integer> PORT =
            Key.defaulting(
                    "gateway.port",
                    Kinds.PORT,
                    GatewaySettings.DEFAULT.port(),
                    "the port to listen on; 0 takes any free one");
    static final Key<Duration> ANSWER_WITHIN =
            Key.optional(
                    "gateway.answer-within",
                    Kinds.DURATION,
                    "the profile's `8s`",
                    "how long a webhook waits for its answer before it gets 503 and the work goes"
                            + " on, for tenants that give none; Genesys gives up after 10 s");
    static final Key<Duration> RECEIVE_WITHIN =
            Key.defaulting(
                    "gateway.receive-within",
                    Kinds.DURATION,
                    GatewaySettings.DEFAULT.receiveWithin(),
                    "how long a webhook may take to arrive, and the head of any other request; a"
                            + " slower connection is cut");
    static final Key<Long> MAX_BODY =
            Key.defaulting(
                    "gateway.max-body",
                    Kinds.SIZE,
                    GatewaySettings.DEFAULT.maxBodyBytes(),
                    "the largest webhook body");
    static final Key<Integer> MAX_CONNECTIONS =
            Key.defaulting(
                    "gateway.max-connections",
                    Kinds.COUNT,
                    GatewaySettings.DEFAULT.maxConnections(),
                    "how many connections are open at a time; others wait until one closes");
    static final Key<URI> PUBLIC_URL =
            Key.optional(
                    "gateway.public-url",
                    Kinds.BASE_URL,
                    "`http://host:port`",
                    "where the outside world reaches the gateway; temporary links begin with it");

    static final Key<String> BOOTSTRAP_SERVERS =
            Key.defaulting(
                    "kafka.bootstrap-servers",
                    Kinds.ANY_TEXT,
                    KafkaSettings.DEFAULT.bootstrapServers(),
                    "as Kafka takes them; empty means the embedded broker of `up` and `demo`");
    static final Key<Integer> EMBEDDED_PORT =
            Key.defaulting(
                    "kafka.embedded-port",
                    Kinds.PORT,
                    KafkaSettings.DEFAULT.embeddedPort(),
                    "the embedded broker's port; 0 takes any free one");
    static final Key<String> TOPIC_PREFIX =
            Key.defaulting(
                    "kafka.topic-prefix",
                    Kinds.ANY_TEXT,
                    KafkaSettings.DEFAULT.topicPrefix(),
                    "stands before every topic name, consumer group and transactional id");
    static final Key<String> PROPERTY =
            Key.optional(
                    "kafka.properties.*",
                    Kinds.HIDDEN_TEXT,
                    "none",
                    "passed to every Kafka client as it is: TLS, SASL. In a variable's name `_`"
                            + " stands for the property's dots, and the file form is not taken");

    static final Key<Kinds.StoreKind> STORE_KIND =
            Key.defaulting(
                    "store.kind",
                    Kinds.STORE,
                    Kinds.StoreKind.DISK,
                    "`disk` or `azure` (Azure Blob Storage)");
    static final Key<Path> STORE_PATH =
            Key.optional(
                    "store.path",
                    Kinds.PATH,
                    "`<data-dir>/store`",
                    "the folder of the disk store; only with `kind: disk`");
    static final Key<Secret> CONNECTION_STRING =
            Key.optional(
                    "store.connection-string",
                    Kinds.SECRET,
                    "required with `kind: azure`",
                    "names the account and holds its key; only with `kind: azure`");
    static final Key<String> CONTAINER =
            Key.optional(
                    "store.container",
                    Kinds.TEXT,
                    "`media`",
                    "the container, created if missing; only with `kind: azure`");
    static final Key<String> SERVICE_VERSION =
            Key.optional(
                    "store.service-version",
                    Kinds.DATE,
                    "the SDK's newest",
                    "the version of the service to speak; only with `kind: azure`");

    static final Key<Duration> CONNECT_TIMEOUT =
            Key.defaulting(
                    "fetch.connect-timeout",
                    Kinds.DURATION,
                    FetchSettings.DEFAULT.connectTimeout(),
                    "the longest wait for one address of a media host");
    static final Key<Duration> READ_TIMEOUT =
            Key.defaulting(
                    "fetch.read-timeout",
                    Kinds.DURATION,
                    FetchSettings.DEFAULT.readTimeout(),
                    "the longest silence of a media host; together with `fetch.connect-timeout` and a"
                            + " quarter more, 15 s at least and 40 s at most, it is also how long"
                            + " another gateway waits before it takes over what one that died was"
                            + " downloading. Where the two together exceed 36 s, both may download the same"
                            + " file");
    static final Key<Duration> CALL_TIMEOUT =
            Key.defaulting(
                    "fetch.call-timeout",
                    Kinds.DURATION,
                    FetchSettings.DEFAULT.callTimeout(),
                    "the longest that one download may take as a whole");
    static final Key<Long> MAX_BYTES =
            Key.defaulting(
                    "fetch.max-bytes",
                    Kinds.SIZE,
                    FetchSettings.DEFAULT.maxBytes(),
                    "the largest attachment; one of exactly this size passes");
    static final Key<Long> MAX_IN_FLIGHT =
            Key.optional(
                    "fetch.max-in-flight",
                    Kinds.SIZE,
                    "a quarter of the JVM's largest heap",
                    "the memory that files under way may hold together, those that services hand"
                            + " over included; a tenant gets half of what the others leave, and"
                            + " what finds no room waits its turn");
    static final Key<List<String>> ALLOW_PRIVATE_HOSTS =
            Key.defaulting(
                    "fetch.allow-private-hosts",
                    Kinds.HOSTS,
                    List.of(),
                    "hosts, with port if it stands in the URL, that may resolve to private"
                            + " addresses and be reached over plain http; each must stand in"
                            + " some tenant's `media-hosts`. A cloud's metadata service is"
                            + " reached only if its very address stands here");

    static final Key<Duration> RETENTION =
            Key.defaulting(
                    "dedup.retention",
                    Kinds.DURATION,
                    DedupSettings.DEFAULT.retention(),
                    "how long an event is remembered at least; not below "
                            + Amounts.written(DedupSettings.LEAST)
                            + ", since platforms deliver again");

    static final Key<Duration> LINK_LIFETIME =
            Key.defaulting(
                    "links.lifetime",
                    Kinds.DURATION,
                    LinkSettings.DEFAULT.lifetime(),
                    "how long a temporary link serves unless it is asked otherwise");
    static final Key<Secret> LINK_SECRET =
            Key.optional(
                    "links.secret",
                    Kinds.SECRET,
                    "links are off",
                    "signs temporary links; 16 bytes or more");

    static final Key<Duration> PLATFORM_READ_TIMEOUT =
            Key.defaulting(
                    "platform.read-timeout",
                    Kinds.DURATION,
                    PlatformSettings.DEFAULT.readTimeout(),
                    "the longest silence of a platform's API in a call, at most `20s`; a send that"
                            + " it ends is in doubt. A call without a file ends after three times as"
                            + " long, and a send that a killed instance left behind counts as over"
                            + " for others after nine times as long and 14 s");

    static final Key<Duration> VERDICT_WITHIN =
            Key.defaulting(
                    "sender.verdict-within",
                    Kinds.DURATION,
                    SenderSettings.DEFAULT.verdictWithin(),
                    "how long a command waits for its attachment's verdict");
    static final Key<Duration> RETRY_WITHIN =
            Key.defaulting(
                    "sender.retry-within",
                    Kinds.DURATION,
                    SenderSettings.DEFAULT.retryWithin(),
                    "how long passing faults of a platform are retried before a command fails");

    static final Key<Duration> CONVERT_WITHIN =
            Key.defaulting(
                    "sender.convert-within",
                    Kinds.DURATION,
                    SenderSettings.DEFAULT.convertWithin(),
                    "how long an attachment's conversion and check may take, from when it began; then"
                            + " something else is done, see [capabilities](capabilities.md)");
    static final Key<Duration> TURN_WITHIN =
            Key.defaulting(
                    "sender.turn-within",
                    Kinds.DURATION,
                    SenderSettings.DEFAULT.turnWithin(),
                    "how long a command waits, over all its calls, for its turns to call the"
                            + " platform; then it fails. Before that, as long for a converter that"
                            + " is busy with other files; then something else is done, see"
                            + " [capabilities](capabilities.md)");
    static final Key<Path> CAPABILITIES =
            Key.optional(
                    "sender.capabilities-file",
                    Kinds.PATH,
                    "the product's own rows alone",
                    "rows over the product's own: what channels take and show, and what is done"
                            + " with the rest; see [capabilities](capabilities.md)");

    private static final List<Key<?>> BEFORE_INSPECTION =
            List.of(
                    DATA_DIR,
                    INSTANCE_ID,
                    HOST,
                    PORT,
                    ANSWER_WITHIN,
                    RECEIVE_WITHIN,
                    MAX_BODY,
                    MAX_CONNECTIONS,
                    PUBLIC_URL,
                    BOOTSTRAP_SERVERS,
                    EMBEDDED_PORT,
                    TOPIC_PREFIX,
                    PROPERTY,
                    STORE_KIND,
                    STORE_PATH,
                    CONNECTION_STRING,
                    CONTAINER,
                    SERVICE_VERSION,
                    CONNECT_TIMEOUT,
                    READ_TIMEOUT,
                    CALL_TIMEOUT,
                    MAX_BYTES,
                    MAX_IN_FLIGHT,
                    ALLOW_PRIVATE_HOSTS,
                    RETENTION);

    private static final List<Key<?>> BEHIND_INSPECTION =
            List.of(
                    LINK_LIFETIME,
                    LINK_SECRET,
                    PLATFORM_READ_TIMEOUT,
                    VERDICT_WITHIN,
                    RETRY_WITHIN,
                    CONVERT_WITHIN,
                    TURN_WITHIN,
                    CAPABILITIES);

    /** All, in the order of the settings page. */
    static final List<Key<?>> ALL =
            Stream.of(
                            BEFORE_INSPECTION,
                            InspectionKeys.ALL,
                            RoutingKeys.ALL,
                            BEHIND_INSPECTION,
                            ConversionKeys.ALL,
                            TenantKeys.ALL)
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private Keys() {}

    /** The names that may stand in a file, with {@code *} where anything may stand. */
    static Stream<String> forms() {
        return ALL.stream().flatMap(key -> key.forms().stream());
    }
}
