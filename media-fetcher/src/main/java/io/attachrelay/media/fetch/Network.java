package io.attachrelay.media.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** What lies behind the guard: names become addresses here, and sockets are opened. */
interface Network {

    /** The machine's own. */
    Network SYSTEM = Dns.SYSTEM::lookup;

    /** All addresses of a name, in the order in which they are to be tried. */
    List<InetAddress> lookup(String host) throws UnknownHostException;

    /** Hears of each socket right before it is opened; answers where to, which a test may bend. */
    default InetSocketAddress opening(InetSocketAddress address) {
        return address;
    }
}
