package io.attachrelay.notice;

import io.attachrelay.model.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's customers read in place of a file, in the language that its agents are told
 * things in. Names of files come in as they may be shown. Safe for all threads.
 */
public final class CustomerWords {

    /** Year first and with its zone: the same day and hour to readers of every language. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final long KB = 1 << 10;
    private static final long MB = 1 << 20;

    private final Locale locale;
    private final Phrases phrases;

    CustomerWords(Language language, Phrases phrases) {
        this.locale = Locale.of(language.wireName());
        this.phrases = phrases;
    }

    /**
     * Where the file lies, and until when.
     *
     * @param until to the minute
     */
    public String link(String file, Instant until, String url) {
        return phrases.customers("link")
                .filled(Map.of("file", file, "until", TIME.format(until), "url", url));
    }

    /**
     * What kind of file it is.
     *
     * @param sizeBytes said to a tenth of an MB or a whole KB; a KB is 1024 bytes
     * @param pages {@code null} if they are not known
     */
    public String summary(String file, FileType type, long sizeBytes, @Nullable Integer pages) {
        return phrases.customers(summaryOf(pages))
                .filled(
                        Map.of(
                                "file", file,
                                "type", phrases.type(type),
                                "size", size(sizeBytes),
                                "pages", String.valueOf(pages)));
    }

    private static String summaryOf(@Nullable Integer pages) {
        if (pages == null) {
            return "summary";
        }
        return pages == 1 ? "summary-of-a-page" : "summary-of-pages";
    }

    private String size(long bytes) {
        if (bytes >= MB) {
            return amount("megabytes", String.format(locale, "%.1f", (double) bytes / MB));
        }
        return bytes >= KB
                ? amount("kilobytes", String.valueOf(Math.round((double) bytes / KB)))
                : amount("bytes", String.valueOf(bytes));
    }

    private String amount(String unit, String number) {
        return phrases.customers(unit).filled(Map.of("number", number));
    }
}
