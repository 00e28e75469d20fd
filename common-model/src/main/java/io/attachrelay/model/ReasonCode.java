package io.attachrelay.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why something was refused, rejected or failed: a closed list, part of the public contract. */
public enum ReasonCode implements WireName {
    /** Larger than the gateway's cap or than the channel's limit. */
    TOO_LARGE("too-large", "the file is too large"),
    /** The platform named a host, scheme or address that may not be fetched from. */
    URL_NOT_ALLOWED("url-not-allowed", "the file's address is not allowed"),
    /** The platform no longer had the file. */
    GONE("gone", "the file was no longer there when it was fetched"),
    /** The detected type is not on the allowlist. */
    TYPE_NOT_ALLOWED("type-not-allowed", "this type of file is not allowed"),
    /** No bytes at all. */
    EMPTY_FILE("empty-file", "the file is empty"),
    /** Begins like a known type, but its structure is broken or cut off. */
    DAMAGED_FILE("damaged-file", "the file is damaged or incomplete"),
    /** The stored bytes are not those that were recorded. */
    INTEGRITY("integrity", "the stored file does not match its record"),
    /** Its content is encrypted, so nobody can look into it. */
    ENCRYPTED_FILE("encrypted-file", "the file is protected by a password"),
    /** The antivirus knows it. */
    MALWARE("malware", "the file contains malware"),
    /** It would run something: macros, JavaScript, active markup. */
    ACTIVE_CONTENT("active-content", "the file contains active content"),
    /** It unpacks to far more than a machine can hold. */
    DECOMPRESSION_BOMB("decompression-bomb", "the file unpacks to far too much"),
    /** It is valid as a second type, too. */
    POLYGLOT("polyglot", "the file pretends to be of two types"),
    /** Other bytes stand behind its end. */
    TRAILING_DATA("trailing-data", "the file has other data behind its end"),
    /** It is or holds a program or a script. */
    EXECUTABLE("executable", "the file is a program"),
    /** Its name shows another type than it has. */
    MISLEADING_NAME("misleading-name", "the file's name is misleading"),
    /** The platform claimed something else of it than its bytes prove. */
    CLAIM_MISMATCH("claim-mismatch", "the file is not what it was announced as"),
    /** The antivirus could not be asked. */
    SCAN_UNAVAILABLE("scan-unavailable", "the file could not be scanned for malware"),
    /** Looking into it took more time or memory than a file may cost, or it could not be read. */
    INSPECTION_FAILED("inspection-failed", "the file could not be checked"),
    /** No such media for this tenant. */
    MEDIA_NOT_FOUND("media-not-found", "there is no such file"),
    /** The media has a verdict, and it is not "accepted". */
    MEDIA_NOT_ACCEPTED("media-not-accepted", "the file was not accepted"),
    /** The media's verdict did not come within its time. */
    VERDICT_TIMEOUT("verdict-timeout", "the file was not checked in time"),
    /** The channel can't show this type. */
    CHANNEL_TYPE_NOT_SUPPORTED(
            "channel-type-not-supported", "the channel does not take this type of file"),
    /** Larger than the channel takes. */
    CHANNEL_SIZE_EXCEEDED("channel-size-exceeded", "the file is larger than the channel takes"),
    /** It could not be brought into a form that the channel shows. */
    CONVERSION_FAILED(
            "conversion-failed", "the file could not be converted to what the channel shows"),
    /** The platform refused the upload. */
    UPLOAD_REFUSED("upload-refused", "the platform refused the file"),
    /** The platform refused the message. */
    SEND_REFUSED("send-refused", "the platform refused the message"),
    /** A send was begun and never answered: the platform may or may not have delivered it. */
    SEND_IN_DOUBT(
            "send-in-doubt", "the platform never answered, so the message may have been sent"),
    /** The command's expiry passed before it could be sent. */
    EXPIRED("expired", "the message expired before it could be sent"),
    /** Every try failed for a passing reason until the retry budget was used up. */
    RETRIES_EXHAUSTED("retries-exhausted", "no try succeeded in time"),
    /** The command names a tenant that is not configured. */
    UNKNOWN_TENANT("unknown-tenant", "the tenant is not known"),
    /** The command lacks something that its platform needs. */
    INVALID_COMMAND("invalid-command", "the command is incomplete");

    private final String wireName;
    private final String words;

    ReasonCode(String wireName, String words) {
        this.wireName = wireName;
        this.words = words;
    }

    /**
     * The reason with that code.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none
     */
    @JsonCreator
    public static ReasonCode of(String name) {
        return WireName.parse(ReasonCode.class, name);
    }

    @JsonValue
    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether it is about what was said of a file and not about its bytes. */
    public boolean concernsClaims() {
        return this == CLAIM_MISMATCH || this == MISLEADING_NAME;
    }

    /** The reason as half a sentence for a person. */
    public String words() {
        return words;
    }

    /** The code, and behind a colon its words: for details, which programs and people read. */
    public String codeAndWords() {
        return wireName() + ": " + words;
    }
}
