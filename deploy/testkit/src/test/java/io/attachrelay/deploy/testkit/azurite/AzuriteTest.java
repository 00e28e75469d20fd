package io.attachrelay.deploy.testkit.azurite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzuriteTest extends AzuriteContract {

    @Override
    Azurite start() {
        return switch (Azurite.find(List.of(Azurite.npm()))) {
            case AzuriteSearch.Found(var found, _) -> found;
            case AzuriteSearch.Absent(var reason) -> abort(reason);
        };
    }

    @Test
    void a_machine_without_any_is_told_what_was_tried() {
        // Given
        AzuriteSource closed =
                new AzuriteSource() {
                    @Override
                    public String name() {
                        return "this way";
                    }

                    @Override
                    public Running start() throws IOException {
                        throw new IOException("is closed");
                    }
                };

        // When
        var search = Azurite.find(List.of(closed, closed));

        // Then
        assertThat(search)
                .isEqualTo(
                        new AzuriteSearch.Absent(
                                "no Azurite here; this way: is closed; this way: is closed"));
    }

    @Test
    void a_given_endpoint_is_used_and_left_alone() {
        // Given
        var source = new ExternalSource(azurite().blobEndpoint().toString());

        // When
        var search = Azurite.find(List.of(source));

        // Then
        if (search instanceof AzuriteSearch.Found(var found, _)) {
            found.close();
            assertThat(found.connectionString()).isEqualTo(azurite().connectionString());
        }
        assertThat(search).isInstanceOf(AzuriteSearch.Found.class);
    }
}
