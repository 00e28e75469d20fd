package io.attachrelay.gateway.intake;

import io.attachrelay.media.fetch.FetchOutcome;

/**
 * What became of one attachment of a message.
 *
 * @param goneForGood for {@link FetchOutcome.Gone}: whether it was gone before, in a delivery far
 *     enough back
 */
record Fetched(Medium medium, FetchOutcome outcome, boolean goneForGood) {}
