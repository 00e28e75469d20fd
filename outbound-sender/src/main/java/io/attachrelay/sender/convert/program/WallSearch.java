package io.attachrelay.sender.convert.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which wall this machine can give, found out by building it once. */
sealed interface WallSearch {

    /** This one. */
    record Found(Wall wall) implements WallSearch {}

    /**
     * None that will do.
     *
     * @param lacking what is missing and how to get it, in words
     */
    record Missing(String lacking) implements WallSearch {}

    /**
     * Looks for one.
     *
     * @param confined whether a wall is demanded
     */
    static WallSearch here(Programs programs, Launcher launcher, boolean confined) {
        Optional<Path> prlimit = programs.find("prlimit");
        Optional<Path> setpriv = programs.find("setpriv");
        if (prlimit.isEmpty() || setpriv.isEmpty()) {
            return new Missing("prlimit and setpriv are not installed (Debian: util-linux)");
        }
        return switch (bubblewrap(programs, launcher, prlimit.get(), setpriv.get())) {
            case Found found -> found;
            case Missing(String lacking) when confined ->
                    new Missing(
                            lacking + "; without its wall programs would see network and files");
            case Missing(String lacking) when Nobody.isNeeded() ->
                    new Missing(lacking + "; as root nothing runs without its wall");
            case Missing _ -> new Found(new NoWall(prlimit.get(), setpriv.get()));
        };
    }

    private static WallSearch bubblewrap(
            Programs programs, Launcher launcher, Path prlimit, Path setpriv) {
        Optional<Path> bwrap = programs.find("bwrap");
        Optional<Path> nothing = programs.find("true");
        if (bwrap.isEmpty() || nothing.isEmpty()) {
            return new Missing("bwrap is not installed (Debian: bubblewrap)");
        }
        var wall = new Bubblewrap(bwrap.get(), prlimit, setpriv, Nobody.isNeeded());
        ProgramResult result = Trial.of(nothing.get(), List.of(), wall, launcher);
        return result instanceof ProgramResult.Ended(int code, _, _) && code == 0
                ? new Found(wall)
                : new Missing("bwrap can't build its wall here: " + Trial.complaint(result));
    }
}
