package io.attachrelay.validator.inspect.detect;

import java.util.Optional;

/**
 * Sound without a container, behind a tag or from the first byte on: the frames say what it is,
 * sooner and more surely than magic numbers.
 */
final class SoundStep implements DetectionStep {

    @Override
    public Optional<Detected> detect(Content content) {
        return SoundFrames.typeAt(content, Id3Tag.end(content)).map(Detected::type);
    }
}
