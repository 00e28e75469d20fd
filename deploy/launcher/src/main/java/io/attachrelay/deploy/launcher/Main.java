package io.attachrelay.deploy.launcher;

/** Starts AttachRelay. */
public final class Main {

    private Main() {}

    /**
     * @param args see {@code --help}; the exit code is 0 for done, 1 for failed, 2 for wrong usage
     */
    public static void main(String[] args) {
        System.exit(AttachRelayCommand.commandLine().execute(args));
    }
}
