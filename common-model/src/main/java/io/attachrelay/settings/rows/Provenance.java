package io.attachrelay.settings.rows;

import java.time.LocalDate;

/**
 * Where a row comes from.
 *
 * @param source the name of its source
 * @param checked when that was looked up
 */
public record Provenance(String source, LocalDate checked) {}
