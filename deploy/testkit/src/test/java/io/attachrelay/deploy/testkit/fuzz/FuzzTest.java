package io.attachrelay.deploy.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FuzzTest {

    @Test
    void a_mistake_that_two_words_bring_about_is_found_and_shown_as_small_as_it_gets() {
        // Given
        Fuzz fuzz = Fuzz.from("a harmless sentence").with("open", "close");

        // When
        var finding =
                assertThatThrownBy(() ->
                        fuzz.checkText(text -> {
                            if (text.contains("close") && text.indexOf("open") > 2) {
                                throw new IllegalStateException("planted");
                            }
                            return "fine";
                        }));

        // Then
        finding.isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("planted")
                .hasMessageContaining("-Dattachrelay.test.fuzz-seed=")
                .hasMessageEndingWith("as text closeopen");
    }

    @Test
    void a_number_that_overflows_is_found() {
        // Given
        Fuzz fuzz = Fuzz.from(new byte[] {0, 0, 0, 9, 1, 2, 3});

        // When
        var finding =
                assertThatThrownBy(() ->
                        fuzz.check(bytes -> {
                            if (bytes.length >= 4 && bytes[0] == 0x7f && bytes[3] == -1) {
                                throw new ArithmeticException();
                            }
                            return "fine";
                        }));

        // Then
        finding.isInstanceOf(AssertionError.class);
    }

    @Test
    void values_of_json_change_and_it_stays_json() {
        // Given
        ObjectMapper mapper = new ObjectMapper();
        Fuzz fuzz = Fuzz.from("{\"list\":[{\"id\":\"i\"}]}").asJson();

        // When
        Map<String, Long> outcomes =
                fuzz.checkText(text -> {
                    try {
                        JsonNode id = mapper.readTree(text).at("/list/0/id");
                        return id.getNodeType().name();
                    } catch (com.fasterxml.jackson.core.JsonProcessingException _) {
                        return "none";
                    }
                });

        // Then
        assertThat(outcomes)
                .containsKeys("STRING", "MISSING", "NULL", "NUMBER", "OBJECT", "ARRAY", "none");
    }

    @Test
    void a_usual_run_takes_the_valid_inputs_first_and_the_same_each_time_and_then_new_ones() {
        // When
        List<String> first = inputs();
        List<String> second = inputs();

        // Then
        assertThat(first.subList(0, 100))
                .startsWith("valid", "valid too")
                .isEqualTo(second.subList(0, 100));
        assertThat(first.subList(100, first.size()))
                .startsWith("valid", "valid too")
                .isNotEqualTo(second.subList(100, second.size()));
    }

    private static List<String> inputs() {
        List<String> seen = new ArrayList<>();
        Fuzz.from("valid", "valid too")
                .with("word")
                .times(100)
                .checkText(text -> {
                    seen.add(text);
                    return Integer.toString(text.length());
                });
        return seen;
    }
}
