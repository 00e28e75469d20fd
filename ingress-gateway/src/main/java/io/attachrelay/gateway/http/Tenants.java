package io.attachrelay.gateway.http;

import io.attachrelay.gateway.intake.Answer;
import io.attachrelay.gateway.intake.ProblemCode;
import io.attachrelay.gateway.intake.Tenant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configured tenants.
 *
 * @param byName as they stand in paths
 */
record Tenants(Map<String, Tenant> byName) {

    Tenants {
        byName = Map.copyOf(byName);
    }

    @Nullable Tenant find(String name) {
        return byName.get(name);
    }

    static Answer unknown() {
        return Answer.Problem.of(
                ProblemCode.UNKNOWN_TENANT, "no tenant of that name is configured");
    }
}
