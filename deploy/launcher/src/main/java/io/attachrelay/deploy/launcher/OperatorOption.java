package io.attachrelay.deploy.launcher;

import picocli.CommandLine.Option;

/** {@code --operator}, which every command has that leaves an audit entry. */
final class OperatorOption {

    @Option(
            names = "--operator",
            description = "Who asks, for the audit trail. Default: the login name.")
    private String operator = System.getProperty("user.name", "unknown");

    String get() {
        return operator;
    }
}
