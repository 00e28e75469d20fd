package io.attachrelay.sender.convert;

import java.util.List;
import java.util.Optional;

/** The converters of this process, each asked in turn. Closes them all. Safe for all threads. */
public final class Converters implements AutoCloseable {

    private final List<Converter> all;

    /**
     * @param all the preferred ones first; closed with this
     */
    public Converters(List<Converter> all) {
        this.all = List.copyOf(all);
    }

    /** All, installed or not. */
    public List<Converter> all() {
        return all;
    }

    /**
     * Who makes one type of another.
     *
     * @param sourceType a MIME type that the bytes proved
     * @param targetType another MIME type, or the same to make a file smaller
     */
    public Match to(String sourceType, String targetType) {
        List<Converter> able = all.stream().filter(c -> c.knows(sourceType, targetType)).toList();
        return able.stream()
                .filter(c -> c.availability() instanceof Availability.Available)
                .findFirst()
                .<Match>map(Match.Ready::new)
                .orElseGet(() -> missing(able));
    }

    private static Match missing(List<Converter> able) {
        Optional<Match> first =
                able.stream()
                        .<Match>mapMulti((c, match) -> {
                            if (c.availability() instanceof Availability.Missing(var lacking)) {
                                match.accept(new Match.Missing(c.name(), lacking));
                            }
                        })
                        .findFirst();
        return first.orElseGet(Match.Unknown::new);
    }

    @Override
    public void close() {
        all.forEach(Converter::close);
    }

    /** Who makes one type of another. */
    public sealed interface Match {

        /** This one can, here and now. */
        record Ready(Converter converter) implements Match {}

        /**
         * One could that does not work on this machine.
         *
         * @param lacking what is missing and how to get it, in words
         */
        record Missing(String name, String lacking) implements Match {}

        /** None. */
        record Unknown() implements Match {}
    }
}
