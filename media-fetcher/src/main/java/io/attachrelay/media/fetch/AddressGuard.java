package io.attachrelay.media.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
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
    private final Duration readTimeout;
    private final HeldClaim claim;
    private @Nullable List<InetAddress> addresses;

    /**
     * @param readTimeout for each read of its socket
     * @param claim renewed by what is read
     */
    AddressGuard(MediaUrl url, Network network, Duration readTimeout, HeldClaim claim) {
        this.url = url;
        this.network = network;
        this.readTimeout = readTimeout;
        this.claim = claim;
    }

    /** Whether the URL's host is a name with several addresses that may be connected to. */
    boolean hasAChoice() throws UnknownHostException {
        return !url.isLiteral() && lookup(url.url().host()).size() > 1;
    }

    /** The answer is that of the first time, for the one host of this request. */
    @Override
    public synchronized List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> known = addresses;
        if (known == null) {
            known = network.lookup(host).stream().filter(this::allows).toList();
            addresses = known;
        }
        if (known.isEmpty()) {
            throw new AddressRefusedException();
        }
        return known;
    }

    private boolean allows(InetAddress address) {
        return switch (AddressRanges.kindOf(address)) {
            case GLOBAL -> true;
            case SPECIAL -> url.opened();
            case METADATA -> url.opened() && url.isLiteral();
        };
    }

    @Override
    public Socket createSocket() throws SocketException {
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

        private @Nullable InputStream bytes;

        GuardedSocket() throws SocketException {
            // The JVM's proxy settings would connect past the guard.
            super(Proxy.NO_PROXY);
            super.setSoTimeout(Math.clamp(readTimeout.toMillis(), 1, Integer.MAX_VALUE));
        }

        /** Does nothing: OkHttp, which is to measure no reads, would have them wait for ever. */
        @Override
        public void setSoTimeout(int timeout) {}

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
                opened =
                        new ReadAhead(
                                new HeardStream(super.getInputStream(), _ -> claim.renewIfDue()));
                bytes = opened;
            }
            return opened;
        }
    }
}
