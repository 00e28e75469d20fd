package io.attachrelay.media.store.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.attachrelay.settings.StoreSettings;
import java.time.Duration;
import java.util.Arrays;

/** Sets the SDK up so that no call waits for ever, which its defaults do. */
final class AzureContainers {

    /** Enough for a block of 512 KB at 1 Mbit/s; two tries end within the gateway's 10 s. */
    private static final Duration TRY_TIMEOUT = Duration.ofSeconds(4);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int TRIES = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private AzureContainers() {}

    static BlobContainerClient client(StoreSettings.Azure settings) {
        BlobServiceClientBuilder builder =
                new BlobServiceClientBuilder()
                        .connectionString(settings.connectionString().value())
                        .httpClient(httpClient())
                        .retryOptions(retries());
        settings.serviceVersion().ifPresent(v -> builder.serviceVersion(version(v)));
        return builder.buildClient().getBlobContainerClient(settings.container());
    }

    private static HttpClient httpClient() {
        return new JdkHttpClientBuilder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .responseTimeout(TRY_TIMEOUT)
                .readTimeout(TRY_TIMEOUT)
                .writeTimeout(TRY_TIMEOUT)
                .build();
    }

    private static RequestRetryOptions retries() {
        return new RequestRetryOptions(
                RetryPolicyType.EXPONENTIAL, TRIES, TRY_TIMEOUT, FIRST_PAUSE, LONGEST_PAUSE, null);
    }

    private static BlobServiceVersion version(String name) {
        return Arrays.stream(BlobServiceVersion.values())
                .filter(v -> v.getVersion().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "service-version: the SDK does not speak '" + name + "'"));
    }
}
