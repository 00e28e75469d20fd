package io.attachrelay.media.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Lets a client connect to public addresses only. A name's addresses are looked up once, sorted out
 * and connected to as they are, so that no second look-up can slip another one in; literals, which
 * are never looked up, meet the same rule at the socket.
 */
final class AddressGuard extends SocketFactory implements Dns {

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> allowed =
                Dns.SYSTEM.lookup(host).stream().filter(AddressRanges::isPublic).toList();
        if (allowed.isEmpty()) {
            throw new AddressRefusedException();
        }
        return allowed;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the client connects by itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        return createSocket(host, port);
    }

    /** Connects to nothing but public addresses. */
    private static final class GuardedSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress to)
                    || to.isUnresolved()
                    || !AddressRanges.isPublic(to.getAddress())) {
                throw new AddressRefusedException();
            }
            super.connect(endpoint, timeout);
        }
    }
}
