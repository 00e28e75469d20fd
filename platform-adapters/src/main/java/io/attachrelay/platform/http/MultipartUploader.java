package io.attachrelay.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MediaUploader;
import io.attachrelay.platform.SafeFileName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * Uploads a file as the one part {@code mediaFile} of a form, with the type that its bytes prove.
 *
 * <p>An upload without an answer may be made again, so it never ends in doubt: a file that no
 * message names is seen by nobody. The same holds for a success without an id.
 */
public final class MultipartUploader implements MediaUploader {

    private final PlatformHttp http;
    private final List<String> path;
    private final Function<JsonNode, Optional<String>> id;

    /**
     * @param path where to post to
     * @param id finds the file's id in the answer
     */
    public MultipartUploader(
            PlatformHttp http, List<String> path, Function<JsonNode, Optional<String>> id) {
        this.http = http;
        this.path = List.copyOf(path);
        this.id = id;
    }

    @Override
    public CallOutcome<String> upload(Upload upload) {
        return http.call(
                upload.conversationId(), new ApiCall("POST", path, form(upload), true), id);
    }

    private static RequestBody form(Upload upload) {
        String name = SafeFileName.of(upload.fileName(), upload.mediaType());
        return new MultipartBody.Builder()
                .setType(MultipartBody.FORM)
                .addFormDataPart("mediaFile", name, new StreamedBody(upload))
                .build();
    }
}
