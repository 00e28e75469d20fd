package io.attachrelay.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // First and last of each range of the IPv4 special-purpose registry.
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.170",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.0",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.254",
                "255.255.255.255",
                // The same of the IPv6 registry.
                "::",
                "::1",
                "::7f00:1",
                "64:ff9b::",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
                "100::1",
                "100:0:0:1::1",
                "1fff::1",
                "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001::",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2001:db8:ffff::1",
                "2002::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff::1",
                "4000::",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ffff::1"
            })
    void a_special_address_is_not_public(String address) {
        assertThat(AddressRanges.kindOf(InetAddress.ofLiteral(address)))
                .isEqualTo(AddressKind.SPECIAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::",
                "2000::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2001:db7::1",
                "2001:db9::1",
                "2003::1",
                "2606:4700:4700::1111",
                "2a00::1",
                "3ffe:ffff::1",
                "3fff:1000::1",
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            })
    void an_address_beside_the_special_ranges_is_public(String address) {
        assertThat(AddressRanges.kindOf(InetAddress.ofLiteral(address)))
                .isEqualTo(AddressKind.GLOBAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100.100.100.200",
                "168.63.129.16",
                "169.254.0.23",
                "169.254.42.42",
                "169.254.169.254",
                "169.254.170.2",
                "169.254.170.23",
                "192.0.0.192",
                "fd00:42::42",
                "fd00:ec2::23",
                "fd00:ec2::254",
                "fd20:ce::254",
                // The same behind what would translate it.
                "::169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a83f:8110",
                "64:ff9b:1::a9fe:a9fe",
                "2002:a9fe:a9fe::1"
            })
    void where_a_cloud_hands_out_credentials_is_metadata(String address) {
        assertThat(AddressRanges.kindOf(InetAddress.ofLiteral(address)))
                .isEqualTo(AddressKind.METADATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.253",
                "169.254.169.255",
                "100.100.100.199",
                "192.0.0.191",
                "fd00:ec2::253",
                "fd00:ec2::1:254",
                "64:ff9b::a9fe:a9fd",
                "2002:a9fe:a9fd::1"
            })
    void beside_metadata_is_but_special(String address) {
        assertThat(AddressRanges.kindOf(InetAddress.ofLiteral(address)))
                .isEqualTo(AddressKind.SPECIAL);
    }

    @ParameterizedTest
    @CsvSource({
        // The rows of both IANA registries that are not global, and multicast.
        "0.0.0.0, 8",
        "10.0.0.0, 8",
        "100.64.0.0, 10",
        "127.0.0.0, 8",
        "169.254.0.0, 16",
        "172.16.0.0, 12",
        "192.0.0.0, 24",
        "192.0.2.0, 24",
        "192.88.99.0, 24",
        "192.168.0.0, 16",
        "198.18.0.0, 15",
        "198.51.100.0, 24",
        "203.0.113.0, 24",
        "224.0.0.0, 4",
        "240.0.0.0, 4",
        "::, 96",
        "64:ff9b::, 96",
        "64:ff9b:1::, 48",
        "100::, 64",
        "100:0:0:1::, 64",
        "2001::, 23",
        "2001:db8::, 32",
        "2002::, 16",
        "3fff::, 20",
        "5f00::, 16",
        "fc00::, 7",
        "fe80::, 10",
        "fec0::, 10",
        "ff00::, 8"
    })
    void no_address_inside_a_special_range_is_public(String first, int bits) throws IOException {
        for (InetAddress address : someOf(InetAddress.ofLiteral(first).getAddress(), bits)) {
            assertThat(AddressRanges.kindOf(address))
                    .describedAs(address.getHostAddress())
                    .isNotEqualTo(AddressKind.GLOBAL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2400::", "2600::", "2800::", "2a00::", "2c00::"})
    void addresses_that_registries_give_out_are_public(String first) throws IOException {
        for (InetAddress address : someOf(InetAddress.ofLiteral(first).getAddress(), 12)) {
            assertThat(AddressRanges.kindOf(address))
                    .describedAs(address.getHostAddress())
                    .isEqualTo(AddressKind.GLOBAL);
        }
    }

    /** Addresses that begin with the same bits: the same ones in each run. */
    private static List<InetAddress> someOf(byte[] prefix, int bits) throws IOException {
        Random random = new Random(bits);
        List<InetAddress> some = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] address = prefix.clone();
            for (int bit = bits; bit < 8 * address.length; bit++) {
                address[bit / 8] |= (byte) (random.nextBoolean() ? 0x80 >> bit % 8 : 0);
            }
            some.add(InetAddress.getByAddress(address));
        }
        return some;
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:9.9.9.9, GLOBAL",
        "::ffff:10.1.2.3, SPECIAL",
        "::ffff:127.1.2.3, SPECIAL",
        "::ffff:192.0.0.192, METADATA"
    })
    void a_mapped_address_that_java_unmaps_is_what_it_maps_to(String address, AddressKind kind) {
        // No URL gets so far with one: MediaUrlTest.no_mapped_address_is_allowed_not_even_by_name.
        assertThat(InetAddress.ofLiteral(address)).isInstanceOf(Inet4Address.class);
        assertThat(AddressRanges.kindOf(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }

    @Test
    void an_ipv4_address_in_ipv6_disguise_is_not_public() throws UnknownHostException {
        // Given
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;

        // When
        InetAddress disguised = Inet6Address.getByAddress("host.example", mapped, 0);

        // Then
        assertThat(AddressRanges.kindOf(disguised)).isEqualTo(AddressKind.SPECIAL);
    }
}
