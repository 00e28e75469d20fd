package io.attachrelay.validator.inspect.detect;

import io.attachrelay.model.MediaFacts;

/** Width and height from a picture's header; no pixel is decoded. */
public final class Pictures {

    private Pictures() {}

    /** What is known of a picture of this type; nothing if its header does not say it. */
    public static MediaFacts facts(String type, Content content) {
        return PictureSize.of(type, content)
                .filter(size -> Math.max(size.width(), size.height()) <= Integer.MAX_VALUE)
                .map(size -> facts((int) size.width(), (int) size.height()))
                .orElse(MediaFacts.NONE);
    }

    static MediaFacts facts(int width, int height) {
        return new MediaFacts(null, width, height, null, null);
    }
}
