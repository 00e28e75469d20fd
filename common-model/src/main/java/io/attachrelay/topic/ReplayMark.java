package io.attachrelay.topic;

/**
 * Marks a record as part of a replay. Only records from a replay topic carry it.
 *
 * @param id the replay's id
 * @param effects whether effects that a customer or agent sees are wanted again
 */
public record ReplayMark(String id, boolean effects) {}
