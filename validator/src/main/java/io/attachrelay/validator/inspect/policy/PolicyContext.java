package io.attachrelay.validator.inspect.policy;

import io.attachrelay.model.FindingCode;
import java.util.Set;

/**
 * What a policy file must agree with.
 *
 * @param tenants the names of all tenants
 * @param strippable what some stripper can take out of a file
 */
public record PolicyContext(Set<String> tenants, Set<FindingCode> strippable) {

    public PolicyContext {
        tenants = Set.copyOf(tenants);
        strippable = Set.copyOf(strippable);
    }

    /**
     * The same name, if it is a tenant's.
     *
     * @throws IllegalArgumentException if it is not
     */
    String tenant(String name) {
        if (!tenants.contains(name)) {
            throw new IllegalArgumentException("is no tenant of the settings");
        }
        return name;
    }

    boolean canStrip(FindingCode finding) {
        return strippable.contains(finding);
    }
}
