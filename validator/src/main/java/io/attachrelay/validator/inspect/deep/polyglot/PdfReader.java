package io.attachrelay.validator.inspect.deep.polyglot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.attachrelay.validator.inspect.detect.Content;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Readers of PDF look for its header within the first 1024 bytes (Adobe's PDF Reference 1.7,
 * appendix H, note 13). A text may speak of it, if no object follows. A PDF behind printer commands
 * or blanks is a mere PDF; one behind the begin of another type is not.
 */
final class PdfReader implements SecondReader {

    private static final int REACH = 1024;
    private static final Pattern HEADER = Pattern.compile("%PDF-[0-9]\\.[0-9]");
    private static final Pattern OBJECT =
            Pattern.compile("\\d{1,10}\\s{1,10}\\d{1,5}\\s{1,10}obj\\b");
    private static final Pattern OTHER_BEGIN =
            Pattern.compile(
                    "(?:MZ|\u007fELF|GIF8|BM|RIFF|ID3|OggS|PK|Rar!|7z|#!|\u0089PNG|\u00ff\u00d8"
                            + "|\\s*<(?:!doctype|html|head|body|script|svg|\\?php)).*",
                    Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<String> find(Content content, String type) {
        String head = new String(content.read(0, REACH), ISO_8859_1);
        int at = head.indexOf("%PDF-");
        if (at < 0 || Families.isArchive(type)) {
            return Optional.empty();
        }
        return isSecond(content, type, head, at)
                ? Optional.of("a PDF begins at byte " + at)
                : Optional.empty();
    }

    private static boolean isSecond(Content content, String type, String head, int at) {
        if (Families.isPdf(type)) {
            return at > 0 && OTHER_BEGIN.matcher(head.substring(0, at)).matches();
        }
        return HEADER.matcher(head).find(at)
                && (!Families.isText(type)
                        || OBJECT.matcher(new String(content.head(), ISO_8859_1)).find(at));
    }
}
