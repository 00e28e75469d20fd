package io.attachrelay.deploy.replay;

import java.util.Map;

/**
 * What a replay did, or would do.
 *
 * @param replayId the replay's id
 * @param topic what it copied from
 * @param dryRun whether nothing was written
 * @param records copied in this run, per tenant, sorted by name
 */
public record ReplayReport(
        String replayId, String topic, boolean dryRun, Map<String, Long> records) {

    /** All records that were copied in this run. */
    public long total() {
        return records.values().stream().mapToLong(Long::longValue).sum();
    }
}
