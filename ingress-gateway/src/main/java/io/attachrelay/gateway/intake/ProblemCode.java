package io.attachrelay.gateway.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import io.attachrelay.model.WireName;

/** Why a request was not served: a closed list, part of the public contract. */
public enum ProblemCode implements WireName {
    /** Something needed is missing or can't be read. */
    MALFORMED(400, "malformed", "The request is malformed"),
    /** The webhook's signature is missing or wrong. */
    BAD_SIGNATURE(401, "bad-signature", "The signature is missing or wrong"),
    /** The bearer token is missing or wrong. */
    BAD_TOKEN(401, "bad-token", "The token is missing or wrong"),
    /** The path names a tenant that is not configured. */
    UNKNOWN_TENANT(404, "unknown-tenant", "The tenant is not known"),
    /** Nothing is there. */
    NOT_FOUND(404, "not-found", "Nothing is there"),
    /** The path does not take this method. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The path does not take this method"),
    /** A service's file came slower than any network of ours is. */
    TOO_SLOW(408, "too-slow", "The body came too slowly"),
    /** The idempotency key was used with other bytes. */
    CONFLICT(409, "conflict", "The idempotency key was used with other bytes"),
    /** The link served until its time was over. */
    LINK_EXPIRED(410, "link-expired", "The link has expired"),
    /** The body is over the limit. */
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
    /** The body is compressed or otherwise encoded. */
    UNSUPPORTED_ENCODING(415, "unsupported-encoding", "The body must come as it is"),
    /** The range begins behind the file's end. */
    RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "The range is outside of the file"),
    /** The tenant's own limits are used up for now. */
    TOO_MANY_REQUESTS(429, "too-many-requests", "The tenant asks for too much"),
    /** The platform no longer has a medium. */
    GONE(502, "gone", "The platform no longer has the file"),
    /** A passing fault: the same request may succeed later. */
    TRY_AGAIN(503, "try-again", "This could not be done now");

    private final int status;
    private final String wireName;
    private final String title;

    ProblemCode(int status, String wireName, String title) {
        this.status = status;
        this.wireName = wireName;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }

    /** The problem in one sentence, the same for every occurrence. */
    public String title() {
        return title;
    }
}
