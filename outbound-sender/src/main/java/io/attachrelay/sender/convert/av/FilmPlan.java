package io.attachrelay.sender.convert.av;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How films are made: H.264 without what old phones can't play, and AAC, in MP4 that plays while it
 * is loaded. Copied if it is that already and fits, else at the finest size whose rate fits.
 */
record FilmPlan(Media media, long sourceBytes, long mostBytes) {

    static final String TARGET = "video/mp4";

    /** The next coarser are tried where the rate was not kept. */
    private static final int TRIES = 3;

    private static final long MOST_PIXELS = 50_000_000;
    private static final int MOST_COPIED_SIDE = 1080;
    // More is not seen on a phone.
    private static final long MOST_KILOBITS = 4000;

    /** WhatsApp on Android plays neither the High profile nor B-frames. */
    private static final Set<String> PLAYED_EVERYWHERE =
            Set.of("Constrained Baseline", "Baseline", "Main");

    Plan plan() {
        if (media.picture().isEmpty()) {
            return new Plan.None("there is no moving picture in it");
        }
        Media.Picture picture = media.picture().get();
        if ((long) picture.width() * picture.height() > MOST_PIXELS || picture.shorterSide() <= 0) {
            return new Plan.None(
                    "its picture has %d x %d pixels".formatted(picture.width(), picture.height()));
        }
        List<List<String>> ways = new ArrayList<>();
        if (isPlayedEverywhere(picture) && sourceBytes <= mostBytes) {
            ways.add(way(picture, List.of("-c:v", "copy"), media.sound().map(FilmPlan::kept)));
        }
        long kilobits = media.bitsPerSecond(mostBytes, MOST_KILOBITS * 1000) / 1000;
        FilmSize.within(kilobits)
                .limit(TRIES)
                .map(it -> way(picture, it, kilobits))
                .forEach(ways::add);
        return ways.isEmpty() ? tooLong() : new Plan.Ways(ways);
    }

    private static boolean isPlayedEverywhere(Media.Picture picture) {
        return picture.codec().equals("h264")
                && picture.pixelFormat().equals("yuv420p")
                && PLAYED_EVERYWHERE.contains(picture.profile())
                && !picture.reordered()
                && picture.shorterSide() <= MOST_COPIED_SIDE;
    }

    private static List<String> encoding(Media.Picture picture, FilmSize size, long kilobits) {
        long most = Math.min(MOST_KILOBITS, kilobits - size.soundKilobits());
        return List.of(
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-profile:v",
                "main",
                "-bf",
                "0",
                "-crf",
                "23",
                "-maxrate",
                most + "k",
                "-bufsize",
                most + "k",
                "-fpsmax",
                "30",
                "-vf",
                scale(picture, size));
    }

    /** Even sides, square pixels, never larger; a film that is to be turned is turned before. */
    private static String scale(Media.Picture picture, FilmSize size) {
        int shorter = Math.min(size.shorterSide(), picture.shorterSide());
        return String.format(
                Locale.ROOT,
                "scale=max(2\\,trunc(iw*sar*%1$d/%2$d/2)*2):max(2\\,trunc(ih*%1$d/%2$d/2)*2),"
                        + "setsar=1,format=yuv420p",
                shorter,
                picture.shorterSide());
    }

    private List<String> way(Media.Picture picture, FilmSize size, long kilobits) {
        return way(
                picture,
                encoding(picture, size, kilobits),
                media.sound().map(it -> encoded(it, size.soundKilobits())));
    }

    private static List<String> way(
            Media.Picture picture, List<String> coding, Optional<List<String>> sound) {
        List<String> way = new ArrayList<>(List.of("-map", "0:" + picture.stream()));
        way.addAll(coding);
        sound.ifPresent(way::addAll);
        way.addAll(List.of("-movflags", "+faststart", "-f", "mp4"));
        return way;
    }

    private static List<String> kept(Media.Sound sound) {
        return sound.codec().equals("aac")
                ? List.of("-map", "0:" + sound.stream(), "-c:a", "copy")
                : encoded(sound, FilmSize.P720.soundKilobits());
    }

    private static List<String> encoded(Media.Sound sound, int kilobits) {
        return List.of(
                "-map",
                "0:" + sound.stream(),
                "-c:a",
                "aac",
                "-b:a",
                kilobits + "k",
                "-ac",
                Integer.toString(Math.clamp(sound.channels(), 1, 2)));
    }

    private Plan tooLong() {
        return new Plan.None(
                "%d s of film don't fit into %d bytes"
                        .formatted(media.duration().toSeconds(), mostBytes));
    }
}
