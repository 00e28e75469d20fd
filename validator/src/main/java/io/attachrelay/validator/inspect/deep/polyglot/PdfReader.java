package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.StoppableText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Readers of PDF look for its header within the first 1024 bytes (Adobe's PDF Reference 1.7,
 * appendix H, note 13), and not all of them mind what follows the dash. A text may speak of it, if
 * no object follows. A PDF behind blanks, printer commands or the headers of a download is a mere
 * PDF; one behind anything else may be that as well.
 */
final class PdfReader implements SecondReader {

    private static final int REACH = 1024;
    private static final String HEADER = "%PDF-";

    // Blanks and remarks may stand within: "1 %\n 0 obj".
    private static final Pattern OBJECT = Pattern.compile("(?:[\\d\\s\0]|\\A)obj(?![A-Za-z])");

    // A byte order mark, blanks, and the lines of a printer (PJL).
    private static final Pattern HARMLESS_BEGIN =
            Pattern.compile(
                    "(?:\u00ef\u00bb\u00bf)?(?:[\\s\0]|\u001b%-12345X|@PJL[^<\r\n]{0,256}[\r\n])*+");

    private static final int CHUNK_BYTES = 64 << 10;
    private static final int MOST_CHUNKS = 6;
    private static final int WORD = 4;

    @Override
    public Optional<String> find(Content content, String type) {
        String head = new String(content.read(0, REACH), ISO_8859_1);
        int at = head.indexOf(HEADER);
        if (at < 0 || Families.isArchive(type)) {
            return Optional.empty();
        }
        return isSecond(content, type, head, at)
                ? Optional.of("a PDF begins at byte " + at)
                : Optional.empty();
    }

    private static boolean isSecond(Content content, String type, String head, int at) {
        if (Families.isPdf(type)) {
            return !HARMLESS_BEGIN.matcher(head.substring(0, at)).matches();
        }
        return !Families.isText(type) || hasObject(content, at + HEADER.length());
    }

    /** In its first 384 KB or its last 64 KB. */
    private static boolean hasObject(Content content, long from) {
        long at = from;
        for (int i = 0; i < MOST_CHUNKS && at < content.size(); i++, at += CHUNK_BYTES) {
            if (hasObject(content, at, CHUNK_BYTES + WORD)) {
                return true;
            }
        }
        return at < content.size()
                && hasObject(content, Math.max(at, content.size() - CHUNK_BYTES), CHUNK_BYTES);
    }

    private static boolean hasObject(Content content, long from, int count) {
        String text = new String(content.read(from, count), ISO_8859_1);
        return text.contains("obj") && OBJECT.matcher(new StoppableText(text, content)).find();
    }
}
