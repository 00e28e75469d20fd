package io.attachrelay.sender.convert.program;

import java.util.Locale;
import java.util.stream.Stream;

/** The words in which programs say that they got no more memory, seen under small limits. */
final class MemoryComplaints {

    private static final String[] WORDS = {
        // ffmpeg 5.1 and the encoders in it
        "allocate memory",
        "get_buffer() failed",
        "malloc of size",
        // libvips 8.14, libheif 1.15 and C++
        "out of memory",
        "memory allocation error",
        "bad_alloc",
        // A thread finds no room for its stack.
        "error creating thread"
    };

    private MemoryComplaints() {}

    static boolean in(String complaints) {
        String lower = complaints.toLowerCase(Locale.ROOT);
        return Stream.of(WORDS).anyMatch(lower::contains);
    }
}
