package io.attachrelay.sender.convert.av;

import java.util.ArrayList;
import java.util.List;

/** How sound is made: copied if it has the right form and size, else at the best rate that fits. */
record SoundPlan(SoundFormat format, Media media, long sourceBytes, long mostBytes) {

    /** Rates are averages, so the first may turn out too large, hardly the second. */
    private static final int TRIES = 2;

    private static final long UNKNOWN = Long.MAX_VALUE;

    Plan plan() {
        if (media.picture().isPresent()) {
            return new Plan.None("it is a film, of which the picture would be lost");
        }
        return media.sound().<Plan>map(this::plan).orElse(new Plan.None("there is no sound in it"));
    }

    private Plan plan(Media.Sound sound) {
        List<List<String>> ways = new ArrayList<>();
        if (format.isThat(sound) && sourceBytes <= mostBytes) {
            ways.add(way(sound, List.of("-c:a", "copy")));
        }
        long kilobits = media.bitsPerSecond(mostBytes, UNKNOWN) / 1000;
        format.kilobits().stream()
                .filter(it -> it <= kilobits)
                .limit(TRIES)
                .map(it -> way(sound, encoding(sound, it)))
                .forEach(ways::add);
        return ways.isEmpty() ? tooLong() : new Plan.Ways(ways);
    }

    private List<String> encoding(Media.Sound sound, int kilobits) {
        int channels = Math.clamp(sound.channels(), 1, format.channels());
        return List.of(
                "-c:a",
                format.encoder(),
                "-b:a",
                kilobits + "k",
                "-ac",
                Integer.toString(channels));
    }

    private List<String> way(Media.Sound sound, List<String> coding) {
        List<String> way = new ArrayList<>(List.of("-map", "0:" + sound.stream()));
        way.addAll(coding);
        way.addAll(List.of("-f", format.muxer()));
        return way;
    }

    private Plan tooLong() {
        return new Plan.None(
                "%d s of sound don't fit into %d bytes"
                        .formatted(media.duration().toSeconds(), mostBytes));
    }
}
