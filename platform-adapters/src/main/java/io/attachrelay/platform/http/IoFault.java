package io.attachrelay.platform.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Names an I/O error in fixed words: the messages of the libraries hold hosts and addresses. */
final class IoFault {

    private IoFault() {}

    static String words(IOException fault) {
        return switch (fault) {
            case UnreadableContentException _ -> "the file to upload can't be read";
            case UnknownHostException _ -> "host name not resolved";
            case ConnectException _ -> "not connected";
            case SSLException _ -> "TLS failed";
            case InterruptedIOException _ -> "time-out";
            default -> "connection lost";
        };
    }
}
