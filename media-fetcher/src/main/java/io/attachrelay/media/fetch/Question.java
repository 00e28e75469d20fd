package io.attachrelay.media.fetch;

import java.util.Optional;

/**
 * What is asked of a media host.
 *
 * @param rest of the medium; empty for all of it
 * @param deadline of the whole download
 * @param trail of the whole download
 * @param claim on it
 */
record Question(
        FetchRequest request,
        Optional<Rest> rest,
        Deadline deadline,
        Trail trail,
        HeldClaim claim) {

    /** The same, of what is missing. */
    Question forRest(Rest missing) {
        return new Question(request, Optional.of(missing), deadline, trail, claim);
    }
}
