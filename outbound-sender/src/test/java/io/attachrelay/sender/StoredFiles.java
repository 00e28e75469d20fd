package io.attachrelay.sender;

import io.attachrelay.media.store.ObjectIdentity;
import io.attachrelay.media.store.ObjectKey;
import io.attachrelay.media.store.ObjectStore;
import io.attachrelay.media.store.Verdicts;
import io.attachrelay.model.Custody;
import io.attachrelay.model.JudgedAttachment;
import io.attachrelay.model.MediaFacts;
import io.attachrelay.model.MediaId;
import io.attachrelay.model.MediaKind;
import io.attachrelay.model.Platform;
import io.attachrelay.model.ReasonCode;
import io.attachrelay.model.Sha256;
import io.attachrelay.model.StoredAttachment;
import io.attachrelay.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts files into a store as the gateway and the inspector do. */
final class StoredFiles {

    static final byte[] PDF = "%PDF-1.7 quarterly report".getBytes(StandardCharsets.US_ASCII);
    static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1, 2, 3};
    static final byte[] MP3 = {'I', 'D', '3', 3, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xfb};
    static final byte[] DOCX = {'P', 'K', 3, 4, 20, 0, 6, 0};
    static final byte[] HTML = "<p>quarterly report</p>".getBytes(StandardCharsets.US_ASCII);
    static final String HTML_TYPE = "text/html";
    static final String DOCX_TYPE =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final ObjectStore store;

    StoredFiles(ObjectStore store) {
        this.store = store;
    }

    /** A PDF that was accepted. */
    MediaId pdf(String tenant, String name) throws IOException {
        MediaId id = unjudged(tenant, name, PDF);
        accept(tenant, id, "application/pdf", MediaKind.DOCUMENT, name, PDF);
        return id;
    }

    MediaId jpeg(String tenant, String name) throws IOException {
        MediaId id = unjudged(tenant, name, JPEG);
        accept(tenant, id, "image/jpeg", MediaKind.IMAGE, name, JPEG);
        return id;
    }

    MediaId docx(String tenant, String name) throws IOException {
        MediaId id = unjudged(tenant, name, DOCX);
        accept(tenant, id, DOCX_TYPE, MediaKind.DOCUMENT, name, DOCX);
        return id;
    }

    MediaId html(String tenant, String name) throws IOException {
        MediaId id = unjudged(tenant, name, HTML);
        accept(tenant, id, HTML_TYPE, MediaKind.DOCUMENT, name, HTML);
        return id;
    }

    /** Any file that was accepted. */
    MediaId accepted(String tenant, String name, Verdict.Accepted verdict, byte[] bytes)
            throws IOException {
        MediaId id = unjudged(tenant, name, bytes);
        settle(tenant, id, verdict, name, bytes);
        return id;
    }

    /** A file that was accepted as its copy, which is {@link #PDF}. */
    MediaId cleaned(String tenant, String name) throws IOException {
        byte[] dirty =
                (new String(PDF, StandardCharsets.US_ASCII) + "and more")
                        .getBytes(StandardCharsets.US_ASCII);
        MediaId id = unjudged(tenant, name, dirty);
        MediaId copy = id.derived("clean");
        var identity = new ObjectIdentity(tenant, "genesys", "stored", "msg-" + name, "copy");
        store.put(new ObjectKey(tenant, copy), identity, new ByteArrayInputStream(PDF), 1 << 20);
        accept(tenant, copy, "application/pdf", MediaKind.DOCUMENT, name, PDF);
        var kept = new StoredAttachment.Kept(id, null, name, null, dirty.length, Sha256.of(dirty));
        var accepted = new Verdict.Accepted("application/pdf", MediaKind.DOCUMENT, MediaFacts.NONE);
        var judged = new JudgedAttachment(kept, accepted, List.of(), Custody.STORE, copy);
        new Verdicts(store).settle(new ObjectKey(tenant, id), judged);
        return id;
    }

    /** A file that was rejected. */
    MediaId rejected(String tenant, String name) throws IOException {
        MediaId id = unjudged(tenant, name, PDF);
        var verdict =
                new Verdict.Rejected(
                        "application/pdf", MediaKind.DOCUMENT, ReasonCode.TYPE_NOT_ALLOWED, "");
        settle(tenant, id, verdict, name, PDF);
        return id;
    }

    /** A file without a verdict. */
    MediaId unjudged(String tenant, String name, byte[] bytes) throws IOException {
        MediaId id = MediaId.of(tenant, Platform.GENESYS, "stored", "msg-" + name, name);
        var identity = new ObjectIdentity(tenant, "genesys", "stored", "msg-" + name, name);
        store.put(new ObjectKey(tenant, id), identity, new ByteArrayInputStream(bytes), 1 << 20);
        return id;
    }

    void accept(
            String tenant,
            MediaId id,
            String type,
            MediaKind kind,
            @Nullable String name,
            byte[] bytes) {
        settle(tenant, id, new Verdict.Accepted(type, kind, MediaFacts.NONE), name, bytes);
    }

    private void settle(
            String tenant, MediaId id, Verdict verdict, @Nullable String name, byte[] bytes) {
        var kept = new StoredAttachment.Kept(id, null, name, null, bytes.length, Sha256.of(bytes));
        new Verdicts(store)
                .settle(new ObjectKey(tenant, id), new JudgedAttachment(kept, verdict, List.of()));
    }
}
