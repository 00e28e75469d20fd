package io.attachrelay.validator.inspect;

import io.attachrelay.media.store.StoreException;
import io.attachrelay.model.Custody;
import io.attachrelay.model.Origin;
import io.attachrelay.settings.AntivirusSettings;
import io.attachrelay.validator.inspect.CheckedFile.OnChannel;
import io.attachrelay.validator.inspect.CheckedFile.ScanState;
import io.attachrelay.validator.inspect.claim.Claims;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.policy.ChannelRules;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.TypeNames;
import io.attachrelay.validator.inspect.scan.Clamd;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a file's verdict would be on every channel, by the same steps that judge stored
 * objects. Nothing is stored and no copy is made. Safe for all threads.
 */
public final class PolicyCheck {

    private final TypeNames names;
    private final Map<String, ChannelRules> channels = new LinkedHashMap<>();
    private final Appraiser appraiser;
    private final Judge judge;
    private final Optional<Clamd> antivirus;

    /** Of files from customers: see the other constructor. */
    public PolicyCheck(
            InspectionPolicy policy,
            DeepChecks checks,
            AntivirusSettings antivirus,
            @Nullable String tenant,
            String channel) {
        this(policy, checks, antivirus, tenant, channel, Origin.PLATFORM);
    }

    /**
     * @param antivirus which one, if any
     * @param tenant {@code null} for the rules that count for all
     * @param channel looked at beside those that the policy names, which may be among them
     * @param origin where the files would come from
     */
    public PolicyCheck(
            InspectionPolicy policy,
            DeepChecks checks,
            AntivirusSettings antivirus,
            @Nullable String tenant,
            String channel,
            Origin origin) {
        this.names = policy.names();
        policy.channels().forEach(name -> channels.put(name, policy.rules(tenant, name, origin)));
        channels.putIfAbsent(channel, policy.rules(tenant, channel, origin));
        this.appraiser = new Appraiser(names, checks);
        this.judge = new Judge(names);
        this.antivirus = Clamd.of(antivirus);
    }

    /** The channels that a file is judged for, in the order in which they are shown. */
    public Set<String> channels() {
        return Collections.unmodifiableSet(channels.keySet());
    }

    /**
     * Looks at a file.
     *
     * @param declaredType the type that it is to be judged as announced with; {@code null} for none
     * @throws IOException if it is no regular file, or can't be read
     */
    public CheckedFile check(Path file, @Nullable String declaredType) throws IOException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw new IOException("is no regular file");
        }
        try (FileChannel bytes = FileChannel.open(file)) {
            Content content = new Content(bytes.size(), new FileRanges(bytes));
            String name = String.valueOf(file.getFileName());
            FileScan scan = FileScan.of(file, antivirus);
            Appraisal appraisal = appraiser.appraise(content, new Claims(declaredType, name, null));
            return ruled(appraisal.with(scan.result().findings()), scan.state());
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private CheckedFile ruled(Appraisal appraisal, ScanState scan) {
        Map<String, OnChannel> verdicts = new LinkedHashMap<>();
        channels.forEach(
                (channel, rules) -> verdicts.put(channel, onChannel(judge.rule(appraisal, rules))));
        String type = appraisal.examination().typeIfKnown();
        return new CheckedFile(
                type,
                type == null ? null : names.kind(type).orElse(null),
                scan,
                appraisal.findings(),
                verdicts);
    }

    private static OnChannel onChannel(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Final(var verdict, var custody) ->
                    new OnChannel(verdict, custody, Set.of());
            case Ruling.CleanFirst(var accepted, var strip) ->
                    new OnChannel(accepted, Custody.STORE, strip);
        };
    }
}
