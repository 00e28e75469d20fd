package io.attachrelay.deploy.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.attachrelay.model.Origin;
import io.attachrelay.platform.SafeFileName;
import io.attachrelay.validator.inspect.policy.EffectiveRow;
import io.attachrelay.validator.inspect.policy.InspectionPolicy;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of files that are sent, of all types that the validator lets services hand over. */
class SentNamesTest {

    private static final Pattern TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");

    private final InspectionPolicy policy = InspectionPolicy.standard();

    @Test
    void a_name_agrees_with_each_type_that_may_be_sent() {
        // When
        Set<String> types =
                policy.channels().stream()
                        .flatMap(c -> policy.effectiveRows(null, c, Origin.SERVICE).stream())
                        .flatMap(SentNamesTest::types)
                        .collect(Collectors.toSet());

        // Then
        assertThat(types)
                .hasSizeGreaterThan(20)
                .allSatisfy(type ->
                        assertThat(extension(SafeFileName.of("invoice.exe", type)))
                                .isIn(policy.names().extensions(type)));
    }

    private static Stream<String> types(EffectiveRow row) {
        return Arrays.stream(row.rule().split("[ ,]+")).filter(TYPE.asMatchPredicate());
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
