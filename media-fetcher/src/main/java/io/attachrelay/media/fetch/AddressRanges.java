package io.attachrelay.media.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out on the public internet, after the IANA special-purpose address
 * registries; where a registry is unsure, the address is not. Which ones hand out credentials,
 * after the clouds' own pages. An IPv4 address mapped into IPv6 is what it maps to, as far as Java
 * unmaps it; {@link MediaUrl} lets no such literal through.
 */
final class AddressRanges {

    // Each of them lies in a special range too, but for Azure's, which is public only in form.
    private static final List<Range> METADATA =
            ranges(
                    "100.100.100.200/32", // Alibaba
                    "168.63.129.16/32", // Azure, the host's agent
                    "169.254.0.23/32", // Tencent
                    "169.254.42.42/32", // Scaleway
                    "169.254.169.254/32", // AWS, Azure, Google, Oracle and most others
                    "169.254.170.2/32", // AWS, containers' credentials
                    "169.254.170.23/32", // AWS, pods' credentials
                    "192.0.0.192/32", // Oracle, classic
                    "fd00:42::42/128", // Scaleway
                    "fd00:ec2::23/128", // AWS, pods' credentials
                    "fd00:ec2::254/128", // AWS
                    "fd20:ce::254/128"); // Google

    private static final List<Range> SPECIAL_IPV4 =
            ranges(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared by carriers' NAT
                    "127.0.0.0/8", // loopback
                    "169.254.0.0/16", // link-local
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

    private static final List<Range> IPV4_LAST =
            ranges(
                    "::/80", // compatible, mapped
                    "64:ff9b::/96", // NAT64
                    "64:ff9b:1::/48"); // NAT64 of one's own network

    private static final Range SIX_TO_FOUR = Range.parse("2002::/16");

    private AddressRanges() {}

    static AddressKind kindOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (isIn(METADATA, bytes) || isIn(METADATA, embedded(bytes))) {
            return AddressKind.METADATA;
        }
        boolean global =
                address instanceof Inet4Address
                        ? !isIn(SPECIAL_IPV4, bytes)
                        : GLOBAL_UNICAST_IPV6.contains(bytes) && !isIn(SPECIAL_IPV6, bytes);
        return global ? AddressKind.GLOBAL : AddressKind.SPECIAL;
    }

    /** The IPv4 address that a gateway would make of an IPv6 one; itself where none would. */
    private static byte[] embedded(byte[] address) {
        if (isIn(IPV4_LAST, address)) {
            return Arrays.copyOfRange(address, 12, 16);
        }
        return SIX_TO_FOUR.contains(address) ? Arrays.copyOfRange(address, 2, 6) : address;
    }

    private static boolean isIn(List<Range> ranges, byte[] address) {
        return ranges.stream().anyMatch(r -> r.contains(address));
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
            return address.length == prefix.length && startsAlike(address);
        }

        private boolean startsAlike(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff00 >> bits % 8 & 0xff;
            return Arrays.equals(prefix, 0, whole, address, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (prefix[whole] & mask));
        }
    }
}
