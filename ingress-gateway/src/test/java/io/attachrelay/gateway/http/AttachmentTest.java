package io.attachrelay.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "report.pdf | report.pdf | report.pdf",
                "Grüße 你.pdf | Gr__e _.pdf | Gr%C3%BC%C3%9Fe%20%E4%BD%A0.pdf",
                "a\"b;c.pdf | a_b_c.pdf | a%22b%3Bc.pdf",
                "x%0d%0aSet-Cookie.txt | x_0d_0aSet-Cookie.txt | x%250d%250aSet-Cookie.txt"
            })
    void a_name_is_given_in_ascii_and_as_it_is(String name, String ascii, String encoded) {
        // When
        String header = Attachment.disposition(name);

        // Then
        assertThat(header)
                .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded);
    }
}
