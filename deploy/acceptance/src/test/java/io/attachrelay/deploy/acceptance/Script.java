package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.fault.Fault;
import java.util.List;

/**
 * What is to happen, in this order, much of it at the same time.
 *
 * @param messages steps name them by their place
 */
record Script(List<PlannedMessage> messages, List<Step> steps) {

    /** One thing that happens. */
    sealed interface Step {

        /** The platform delivers a message to one of the gateways, for the first time or again. */
        record Deliver(int message, int gateway) implements Step {}

        /** A gateway is killed and started again. */
        record KillGateway(int gateway) implements Step {}

        /** A gateway is asked to end and started again. */
        record StopGateway(int gateway) implements Step {}

        /** A gateway stands still for a while: its connections stay open. */
        record PauseGateway(int gateway) implements Step {}

        /** The store is not there for a while, as a disk that is not mounted. */
        record LoseStore() implements Step {}

        /** The broker is killed and started again. */
        record KillBroker() implements Step {}

        /** All connections of a gateway to the broker are reset, once. */
        record ResetBrokerLine() implements Step {}

        /** Between that gateway and the broker the network misbehaves for a while. */
        record SpoilBrokerLine(Fault fault) implements Step {}
    }
}
