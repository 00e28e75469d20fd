package io.attachrelay.validator.inspect.detect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/**
 * Tika's magic numbers over the first 8 KB of a text, and less of others. It is never told the
 * file's name: with a name it takes a plain zip for a document and hides macros.
 */
final class MagicStep implements DetectionStep {

    // Of MZ a step of its own knows more: a text may begin so.
    private static final Set<String> KNOWS_NOTHING =
            Set.of(
                    MimeTypes.OCTET_STREAM,
                    MimeTypes.PLAIN_TEXT,
                    "application/x-msdownload",
                    "application/x-dosexec");

    // All but one of Tika's numbers stand there; with more it takes several times as long.
    private static final int MAGIC_BYTES = 8 << 10;

    // Of what is no text Tika sees as much here; it would look for headers of mails and for markup
    // on
    // and on. Of 17,000 files the answer changed for one, whose type comes from its first bytes.
    private static final int BINARY_BYTES = 1_200;

    // Whose codecs stand further on: ASF, and sound behind a tag.
    private static final List<String> LONG_HEADS = List.of("0&\u00b2u", "ID3");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    @Override
    public Optional<Detected> detect(Content content) {
        if (TextualTypes.isMereText(content)) {
            return Optional.empty();
        }
        if (DiscImage.isDisc(content)) {
            return Optional.of(Detected.type("application/x-iso9660-image"));
        }
        String type = magic(content);
        if (KNOWS_NOTHING.contains(type) || !TextualTypes.fits(type, content)) {
            return TarHeader.isTar(content)
                    ? Optional.of(Detected.type("application/x-tar"))
                    : Optional.empty();
        }
        return Optional.of(Detected.type(Mpeg.correct(type, content)));
    }

    private String magic(Content content) {
        try (TikaInputStream head = TikaInputStream.get(content.read(0, reach(content)))) {
            return types.detect(head, new Metadata(), new ParseContext()).getBaseType().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int reach(Content content) {
        boolean whole =
                PlainText.of(content).isPresent()
                        || LONG_HEADS.stream().anyMatch(magic -> content.has(0, magic));
        return whole ? MAGIC_BYTES : BINARY_BYTES;
    }
}
