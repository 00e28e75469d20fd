package io.attachrelay.media.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request connect to what its URL may lead to: public addresses; private ones too if the
 * host was opened by name; a cloud's metadata service only if its very address was. A name's
 * addresses are looked up once, sorted out and connected to as they are, so that no second look-up
 * can slip another one in; literals, which are never looked up, meet the same rule at the socket.
 */
final class AddressGuard extends SocketFactory implements Dns {

    private final MediaUrl url;
    private final Network network;

    AddressGuard(MediaUrl url, Network network) {
        this.url = url;
        this.network = network;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> allowed = network.lookup(host).stream().filter(this::allows).toList();
        if (allowed.isEmpty()) {
            throw new AddressRefusedException();
        }
        return allowed;
    }

    private boolean allows(InetAddress address) {
        return switch (AddressRanges.kindOf(address)) {
            case GLOBAL -> true;
            case SPECIAL -> url.opened();
            case METADATA -> url.opened() && url.isLiteral();
        };
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

    /** Connects to nothing but allowed addresses. */
    private final class GuardedSocket extends Socket {

        /** As much as a store takes at a time; OkHttp asks for 8 kB, each a call of the system. */
        private static final int READ_AHEAD_BYTES = 64 << 10;

        private @Nullable InputStream bytes;

        GuardedSocket() {
            // The JVM's proxy settings would connect past the guard.
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress to)
                    || to.isUnresolved()
                    || !allows(to.getAddress())) {
                throw new AddressRefusedException();
            }
            super.connect(network.opening(to), timeout);
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream opened = bytes;
            if (opened == null) {
                opened = new BufferedInputStream(super.getInputStream(), READ_AHEAD_BYTES);
                bytes = opened;
            }
            return opened;
        }
    }
}
