package io.attachrelay.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as they are written in settings: {@code 8s}, {@code 100MB}. */
public final class Amounts {

    /** A hundred years: what is longer overflows the nanoseconds of a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Map<String, Long> MILLIS =
            units(List.of("ms", "s", "m", "h", "d"), List.of(1L, 1_000L, 60L, 60L, 24L));

    private static final Map<String, Long> BYTES =
            units(List.of("", "KB", "MB", "GB", "TB"), List.of(1L, 1_024L, 1_024L, 1_024L, 1_024L));

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})([A-Za-z]*)");

    private Amounts() {}

    /**
     * {@code 500ms}, {@code 8s}, {@code 5m}, {@code 72h}, {@code 3d} or ISO-8601; empty if it is
     * none of these, below 1 ms or above a hundred years.
     */
    public static Optional<Duration> duration(String text) {
        return (text.startsWith("P") ? iso(text) : amount(text, MILLIS).map(Duration::ofMillis))
                .filter(d -> d.compareTo(SHORTEST) >= 0 && d.compareTo(LONGEST) <= 0);
    }

    /** The duration with the largest unit that needs no fraction. */
    static String written(Duration duration) {
        return written(duration.toMillis(), MILLIS);
    }

    /** {@code 64KB}, {@code 1MB}, {@code 1GB} or plain bytes; above zero. */
    public static Optional<Long> size(String text) {
        return amount(text, BYTES).filter(bytes -> bytes > 0);
    }

    /** The size with the largest unit that needs no fraction. */
    static String written(long bytes) {
        return written(bytes, BYTES);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Long> amount(String text, Map<String, Long> units) {
        Matcher parts = AMOUNT.matcher(text);
        Long unit = parts.matches() ? units.get(parts.group(2)) : null;
        if (unit == null) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        return count > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(count * unit);
    }

    private static String written(long amount, Map<String, Long> units) {
        String text = Long.toString(amount);
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0) {
                text = amount / unit.getValue() + unit.getKey();
            }
        }
        return text;
    }

    /** Each unit in the smallest, ascending; {@code steps} are in the unit before. */
    private static Map<String, Long> units(List<String> names, List<Long> steps) {
        Map<String, Long> units = new LinkedHashMap<>();
        long size = 1;
        for (int i = 0; i < names.size(); i++) {
            size *= steps.get(i);
            units.put(names.get(i), size);
        }
        return Collections.unmodifiableMap(units);
    }
}
