package io.attachrelay.sender.convert.av;

import io.attachrelay.sender.convert.ConversionRequest;
import java.util.List;

/** Ways to make the outcome, to be tried in order, or why there is none. */
sealed interface Plan {

    /**
     * There are some.
     *
     * @param ways ffmpeg's arguments between input and output, from the finest to the coarsest
     */
    record Ways(List<List<String>> ways) implements Plan {}

    /**
     * There is none.
     *
     * @param reason for a person
     */
    record None(String reason) implements Plan {}

    /** The plan for what was found in the file. */
    static Plan of(ConversionRequest request, Media media, long sourceBytes) {
        if (request.targetType().equals(FilmPlan.TARGET)) {
            return new FilmPlan(media, sourceBytes, request.mostBytes()).plan();
        }
        return SoundFormat.of(request.targetType())
                .map(it -> new SoundPlan(it, media, sourceBytes, request.mostBytes()).plan())
                .orElse(new None("nothing is made for " + request.targetType()));
    }
}
