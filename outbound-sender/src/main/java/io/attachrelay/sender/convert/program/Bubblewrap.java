package io.attachrelay.sender.convert.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The wall of bubblewrap: no network, no processes but its own, no files but what is installed and
 * its own folder, no rights. With the first process, or with us, all others end.
 *
 * @param prlimit sets limits
 * @param setpriv changes the user; only asked for where we are root
 * @param asRoot whether we are root: then the program runs as another user
 */
record Bubblewrap(Path bwrap, Path prlimit, Path setpriv, boolean asRoot) implements Wall {

    private static final List<String> ALONE =
            List.of(
                    "--unshare-net",
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--unshare-cgroup-try",
                    "--die-with-parent",
                    "--new-session");

    /** Where programs and libraries are; links in newer systems. */
    private static final List<String> INSTALLED =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt");

    /** What they read besides: of the loader, of fonts, of LibreOffice. */
    private static final List<String> CONFIGURATION =
            List.of(
                    "/etc/ld.so.cache",
                    "/etc/alternatives",
                    "/etc/fonts",
                    "/etc/libreoffice",
                    "/var/lib/libreoffice",
                    "/var/spool/libreoffice",
                    "/var/cache/fontconfig");

    /** What is left of root until it has entered the folder and become another user. */
    private static final List<String> TO_BECOME_NOBODY =
            List.of(
                    "--cap-drop",
                    "ALL",
                    "--cap-add",
                    "CAP_DAC_READ_SEARCH",
                    "--cap-add",
                    "CAP_SETUID",
                    "--cap-add",
                    "CAP_SETGID");

    @Override
    public List<String> around(BoxedProgram program) {
        List<String> line = new ArrayList<>();
        line.add(bwrap.toString());
        line.addAll(ALONE);
        line.addAll(rights());
        INSTALLED.forEach(folder -> line.addAll(seen(Path.of(folder))));
        CONFIGURATION.forEach(file -> line.addAll(within(Path.of(file))));
        CONFIGURATION.forEach(file -> line.addAll(List.of("--ro-bind-try", file, file)));
        line.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
        line.addAll(List.of("--dir", "/tmp"));
        line.addAll(within(program.folder()));
        String folder = program.folder().toString();
        line.addAll(List.of("--bind", folder, folder, "--chdir", folder));
        line.addAll(List.of("--remount-ro", "/", "--"));
        line.addAll(Wall.limited(prlimit.toString(), program, asNobody(program.line())));
        return line;
    }

    /** Where we are not root, a user namespace gives the right to build the wall. */
    private List<String> rights() {
        return asRoot ? TO_BECOME_NOBODY : List.of("--unshare-user", "--disable-userns");
    }

    private List<String> asNobody(List<String> line) {
        if (!asRoot) {
            return line;
        }
        String nobody = Integer.toString(Nobody.ID);
        return Stream.concat(
                        Stream.of(
                                setpriv.toString(),
                                "--reuid=" + nobody,
                                "--regid=" + nobody,
                                "--clear-groups",
                                "--inh-caps=-all",
                                "--no-new-privs"),
                        line.stream())
                .toList();
    }

    /** The folders that a path is in, which others than root could not enter otherwise. */
    private static List<String> within(Path path) {
        return IntStream.range(1, path.getNameCount())
                .mapToObj(length -> path.getRoot().resolve(path.subpath(0, length)).toString())
                .flatMap(folder -> Stream.of("--dir", folder))
                .toList();
    }

    private static List<String> seen(Path folder) {
        try {
            return Files.isSymbolicLink(folder)
                    ? List.of(
                            "--symlink",
                            Files.readSymbolicLink(folder).toString(),
                            folder.toString())
                    : List.of("--ro-bind-try", folder.toString(), folder.toString());
        } catch (IOException _) {
            return List.of();
        }
    }

    /** They end with the first process. */
    @Override
    public void end(List<ProcessHandle> children) {}
}
