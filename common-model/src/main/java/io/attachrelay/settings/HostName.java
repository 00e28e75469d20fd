package io.attachrelay.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name, as an instance's id. */
final class HostName {

    private static final String UNKNOWN = "attachrelay";

    /** As for an id that is given; Kafka takes 249 characters, with the service's name. */
    private static final int LONGEST = 100;

    private HostName() {}

    /** The host name, fit for Kafka's group instance ids; {@code attachrelay} if there is none. */
    static String get() {
        try {
            return asInstanceId(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException _) {
            return UNKNOWN;
        }
    }

    /**
     * Other characters than letters, digits, dot, dash and underscore become dashes; 100 at most.
     */
    static String asInstanceId(String hostName) {
        String name = hostName.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.isEmpty() ? UNKNOWN : name.substring(0, Math.min(name.length(), LONGEST));
    }
}
