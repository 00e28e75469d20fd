package io.attachrelay.deploy.testkit.platform;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The faults of a platform's API, switched at run time. */
public final class ApiFaults {

    private final FaultPlan<Endpoint, ApiFault> plan = new FaultPlan<>();

    ApiFaults() {}

    /** Lets each call of the endpoint go wrong until healed. */
    public void inject(Endpoint endpoint, ApiFault fault) {
        plan.add(endpoint, fault, FaultPlan.UNTIL_HEALED);
    }

    /** Lets the next calls of the endpoint go wrong, after those injected before. */
    public void inject(Endpoint endpoint, ApiFault fault, int times) {
        plan.add(endpoint, fault, times);
    }

    /** Ends all faults. */
    public void heal() {
        plan.heal();
    }

    /** Opens at the next healing; taken before a fault, none can be missed. */
    CountDownLatch nextHealing() {
        return plan.nextHealing();
    }

    @Nullable ApiFault take(Endpoint endpoint) {
        return plan.take(endpoint);
    }
}
