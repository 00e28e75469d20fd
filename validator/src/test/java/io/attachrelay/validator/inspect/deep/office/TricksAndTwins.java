package io.attachrelay.validator.inspect.deep.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.validator.inspect.deep.DeepLook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents with tricks and such without. Each class has them in two methods: {@code tricks} with a
 * name, a file and the code of what is found, {@code harmless} with a name and a file.
 */
abstract class TricksAndTwins {

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void a_trick_is_noticed(String name, byte[] file, String code) {
        assertThat(DeepLook.codesOfDocument(file)).containsExactly(code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void its_harmless_twin_is_not(String name, byte[] file) {
        assertThat(DeepLook.codesOfDocument(file)).isEmpty();
    }
}
