package io.attachrelay.deploy.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columns_are_as_wide_as_their_widest_cell_and_figures_stand_right() {
        // Given
        Table table = new Table("files", "MB/s", "ratio");
        table.row("1 MB x 32", Table.number(123.456, 1), Table.number(Double.NaN, 2));
        StringWriter text = new StringWriter();

        // When
        table.print(new PrintWriter(text));

        // Then
        assertThat(text.toString().lines())
                .containsExactly("  files       MB/s  ratio", "  1 MB x 32  123.5      -");
    }

    @Test
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> new Table("one", "two").row("1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
