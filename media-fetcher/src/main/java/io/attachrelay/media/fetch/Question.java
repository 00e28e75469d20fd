package io.attachrelay.media.fetch;

import java.util.Optional;

/**
 * What is asked of a media host.
 *
 * @param rest of the medium; empty for all of it
 * @param deadline of the whole download
 */
record Question(FetchRequest request, Optional<Rest> rest, Deadline deadline) {}
