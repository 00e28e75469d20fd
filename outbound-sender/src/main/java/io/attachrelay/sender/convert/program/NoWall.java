package io.attachrelay.sender.convert.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits only: the program sees the network and all files that we see. For a container that has
 * neither; only when the settings say so, and never as root. A program that hides its children from
 * us leaves them behind.
 *
 * @param prlimit sets limits
 * @param setpriv ends the program when we end
 */
record NoWall(Path prlimit, Path setpriv) implements Wall {

    @Override
    public List<String> around(BoxedProgram program) {
        List<String> line = new ArrayList<>();
        line.add(setpriv.toString());
        line.add("--no-new-privs");
        line.add("--pdeathsig=KILL");
        line.addAll(Wall.limited(prlimit.toString(), program, program.line()));
        return line;
    }

    @Override
    public void end(List<ProcessHandle> children) {
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
