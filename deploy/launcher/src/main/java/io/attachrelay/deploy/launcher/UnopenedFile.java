package io.attachrelay.deploy.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file that a command was given can't be opened, for the person who typed it. */
final class UnopenedFile {

    private UnopenedFile() {}

    static String words(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "it may not be read";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
