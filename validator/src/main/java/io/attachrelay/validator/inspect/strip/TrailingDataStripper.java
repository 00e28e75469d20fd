package io.attachrelay.validator.inspect.strip;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.detect.PictureEnd;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Cuts a picture off where it ends. It reads the picture twice: to find its end, and to copy it.
 */
final class TrailingDataStripper implements Stripper {

    @Override
    public Set<FindingCode> strips() {
        return Set.of(FindingCode.TRAILING_DATA);
    }

    @Override
    public boolean appliesTo(String type) {
        return PictureEnd.isKnownFor(type);
    }

    @Override
    public InputStream strip(String type, Original original) throws IOException {
        long end;
        try (InputStream in = new BufferedInputStream(original.open(0, original.size()))) {
            end = PictureEnd.find(type, in);
        }
        return original.open(0, end);
    }
}
