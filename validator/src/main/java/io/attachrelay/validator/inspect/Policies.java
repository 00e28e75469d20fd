package io.attachrelay.validator.inspect;

import io.attachrelay.model.Origin;
import io.attachrelay.settings.PolicySettings;
import io.attachrelay.settings.Settings;
import io.attachrelay.validator.inspect.claim.ClaimChecks;
import io.attachrelay.validator.inspect.deep.DeepChecks;
import io.attachrelay.validator.inspect.deep.Limits;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import io.attachrelay.validator.inspect.policy.PolicyContext;
import io.attachrelay.validator.inspect.strip.Strippers;
import org.jspecify.annotations.Nullable;

/** The policy that an operator's settings ask for. */
public final class Policies {

    private Policies() {}

    /**
     * The rows that come with the product, those of {@code policy.file} over them.
     *
     * @throws io.attachrelay.validator.inspect.policy.PolicyException naming all that is wrong with
     *     the file
     */
    public static InspectionPolicy of(Settings settings) {
        var context = new PolicyContext(settings.tenants().keySet(), Strippers.strippable());
        return InspectionPolicy.load(settings.policy().file(), context);
    }

    /**
     * The deep checks that are on, and what they may cost.
     *
     * @throws IllegalArgumentException if {@code policy.checks-off} names one that there is not
     */
    public static DeepChecks checks(Settings settings) {
        try {
            PolicySettings policy = settings.policy();
            return DeepChecks.without(policy.checksOff(), ClaimChecks.names())
                    .within(new Limits(policy.timeLimit(), policy.memoryLimit()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("policy.checks-off: " + e.getMessage(), e);
        }
    }

    /**
     * What says how files would be judged.
     *
     * @param policy that of these settings
     * @param tenant {@code null} for the rules that count for all
     * @param channel looked at beside those that the policy names, which may be among them
     * @param origin where the files would come from
     * @throws IllegalArgumentException as {@link #checks} does
     */
    public static PolicyCheck check(
            Settings settings,
            InspectionPolicy policy,
            @Nullable String tenant,
            String channel,
            Origin origin) {
        return new PolicyCheck(
                policy, checks(settings), settings.antivirus(), tenant, channel, origin);
    }
}
