package io.attachrelay.platform.cxone;

import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.RoutingSink;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.ApiCall;
import io.attachrelay.platform.http.PlatformHttp;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets what Studio branches on: the contact's custom fields, by the vendor's own endpoint. */
final class CxoneRouting implements RoutingSink {

    private final PlatformHttp http;

    CxoneRouting(PlatformHttp http) {
        this.http = http;
    }

    private record Fields(List<Field> customFields) {}

    private record Field(String ident, String value) {}

    @Override
    public CallOutcome<Boolean> put(MessageRef message, Map<String, String> attributes) {
        Fields fields =
                new Fields(
                        new TreeMap<>(attributes)
                                .entrySet().stream()
                                        .map(e -> new Field(e.getKey(), e.getValue()))
                                        .toList());
        return http.call(
                message.conversationId(),
                ApiCall.put(
                        fields,
                        "dfo",
                        "3.0",
                        "contacts",
                        message.conversationId(),
                        "custom-fields"),
                AnswerId::none);
    }
}
