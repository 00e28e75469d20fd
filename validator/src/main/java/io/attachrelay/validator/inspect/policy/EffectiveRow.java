package io.attachrelay.validator.inspect.policy;

import java.time.LocalDate;

/**
 * A rule as it counts somewhere, and why.
 *
 * @param subject a kind of media, or a finding
 * @param rule what counts: types, a size, an action
 * @param source the text of its source
 * @param checked when that was looked up
 */
public record EffectiveRow(String subject, String rule, String source, LocalDate checked) {}
