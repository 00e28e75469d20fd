package io.attachrelay.platform.genesys;

import io.attachrelay.platform.CallOutcome;
import io.attachrelay.platform.MessageRef;
import io.attachrelay.platform.RoutingSink;
import io.attachrelay.platform.http.AnswerId;
import io.attachrelay.platform.http.ApiCall;
import io.attachrelay.platform.http.PlatformHttp;
import java.util.Map;

/** Sets what Architect branches on: the attributes of a message. */
final class GenesysRouting implements RoutingSink {

    private final PlatformHttp http;

    GenesysRouting(PlatformHttp http) {
        this.http = http;
    }

    private record Attributes(Map<String, String> attributes) {}

    @Override
    public CallOutcome<Boolean> put(MessageRef message, Map<String, String> attributes) {
        ApiCall call =
                ApiCall.post(
                        new Attributes(attributes),
                        "api",
                        "v2",
                        "messages",
                        message.messageId(),
                        "attributes");
        return http.call(message.conversationId(), call.asIdempotent(), AnswerId::none);
    }
}
