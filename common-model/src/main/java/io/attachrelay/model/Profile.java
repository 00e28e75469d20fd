package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/**
 * A wire contract with a platform: which events arrive and which calls are made. Each tenant has
 * one.
 */
public enum Profile implements WireName {
    GENESYS_MEDIA_EVENTS("genesys-media-events", Platform.GENESYS, seconds(10), seconds(8)),
    /** NICE says nowhere how long it waits; as long as Genesys is the careful guess. */
    CXONE_CONVERSATION_EVENTS("cxone-conversation-events", Platform.CXONE, seconds(10), seconds(8));

    private final String wireName;
    private final Platform platform;
    private final Duration platformWaits;
    private final Duration answerWithin;

    Profile(String wireName, Platform platform, Duration platformWaits, Duration answerWithin) {
        this.wireName = wireName;
        this.platform = platform;
        this.platformWaits = platformWaits;
        this.answerWithin = answerWithin;
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    /**
     * The profile with that name in settings and on the wire.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static Profile of(String name) {
        return WireName.parse(Profile.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }

    /** The vendor whose contract this is. */
    public Platform platform() {
        return platform;
    }

    /** How long the platform waits for the answer to a webhook before it counts as failed. */
    public Duration platformWaits() {
        return platformWaits;
    }

    /** When a webhook is answered at the latest unless the settings say otherwise. */
    public Duration answerWithin() {
        return answerWithin;
    }
}
