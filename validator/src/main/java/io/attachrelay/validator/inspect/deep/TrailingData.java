package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import io.attachrelay.validator.inspect.detect.PictureTail;
import java.util.Set;

/** Bytes behind a picture's end. Zeros, blanks and line ends are no data. */
final class TrailingData implements DeepCheck {

    @Override
    public String name() {
        return "trailing-data";
    }

    @Override
    public Set<FindingCode> finds() {
        return Set.of(FindingCode.TRAILING_DATA);
    }

    @Override
    public boolean appliesTo(String type) {
        return PictureTail.isKnownFor(type);
    }

    @Override
    public void look(Content content, Detected detected, FindingSink found) {
        long end = PictureTail.end(content, detected.type());
        if (holdsData(content, end)) {
            found.add(
                    FindingCode.TRAILING_DATA,
                    "%d bytes behind the end".formatted(content.size() - end));
        }
    }

    private static boolean holdsData(Content content, long end) {
        for (byte b : content.read(end, Content.HEAD_BYTES)) {
            if (b != 0 && b != ' ' && b != '\r' && b != '\n') {
                return true;
            }
        }
        return content.size() - end > Content.HEAD_BYTES;
    }
}
