package io.attachrelay.media.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out on the public internet, after the IANA special-purpose address
 * registries. Where a registry is unsure, the address is not.
 */
final class AddressRanges {

    private static final List<Range> SPECIAL_IPV4 =
            ranges(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by carriers' NAT; one cloud's metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's host agent, public only in form
                    "169.254.0.0/16", // link-local; the clouds' metadata
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, broadcast

    // All that is not global unicast is refused: loopback, IPv4 in disguise, NAT64, unique local,
    // link-local, multicast and what is not assigned.
    private static final Range GLOBAL_UNICAST_IPV6 = Range.parse("2000::/3");

    private static final List<Range> SPECIAL_IPV6 =
            ranges(
                    "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20"); // documentation

    private AddressRanges() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? isInNone(SPECIAL_IPV4, bytes)
                : GLOBAL_UNICAST_IPV6.contains(bytes) && isInNone(SPECIAL_IPV6, bytes);
    }

    private static boolean isInNone(List<Range> ranges, byte[] address) {
        return ranges.stream().noneMatch(r -> r.contains(address));
    }

    private static List<Range> ranges(String... texts) {
        return Arrays.stream(texts).map(Range::parse).toList();
    }

    /** Addresses whose first bits are alike. */
    private record Range(byte[] prefix, int bits) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            return new Range(
                    InetAddress.ofLiteral(text.substring(0, slash)).getAddress(),
                    Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(prefix, 0, whole, address, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }
}
