package io.attachrelay.media.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network that hears of every name that is looked up and of every socket that is opened. Names
 * have the addresses that a test gives them; whatever the address, all sockets lead to this
 * machine.
 */
final class SpyNetwork implements Network {

    private final Map<String, Deque<List<InetAddress>>> names = new HashMap<>();
    private final List<String> lookups = new CopyOnWriteArrayList<>();
    private final List<String> sockets = new CopyOnWriteArrayList<>();

    /** The next look-up of the name gives these; the last ones given are given from then on. */
    SpyNetwork name(String name, String... addresses) {
        names.computeIfAbsent(name, _ -> new ArrayDeque<>())
                .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    @Override
    public synchronized List<InetAddress> lookup(String host) throws UnknownHostException {
        lookups.add(host);
        Deque<List<InetAddress>> answers = names.get(host);
        if (answers == null) {
            throw new UnknownHostException(host);
        }
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    @Override
    public InetSocketAddress opening(InetSocketAddress address) {
        sockets.add(address.getAddress().getHostAddress());
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
    }

    List<String> lookups() {
        return List.copyOf(lookups);
    }

    /** The addresses that sockets were opened to. */
    List<String> sockets() {
        return List.copyOf(sockets);
    }
}
