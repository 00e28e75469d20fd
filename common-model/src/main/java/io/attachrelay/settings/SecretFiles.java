package io.attachrelay.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that are given by a file's path, under the secret's key and {@code -file}. */
final class SecretFiles {

    private SecretFiles() {}

    /** One source's keys, each file form put in its secret's place; both forms are a mistake. */
    static Map<String, Given> fold(Map<String, Given> source, Mistakes mistakes) {
        Map<String, Given> folded = new LinkedHashMap<>(source);
        for (Key<?> key : Keys.ALL) {
            for (String form : source.keySet()) {
                key.asFileForm(form).ifPresent(secret -> move(key, form, secret, folded, mistakes));
            }
        }
        return folded;
    }

    private static void move(
            Key<?> key, String form, String secret, Map<String, Given> given, Mistakes mistakes) {
        Given files = given.remove(form);
        if (files == null || files instanceof Given.Nothing) {
            return;
        }
        Given beside = given.put(secret, new Given.Files(paths(key.kind(), files), files.origin()));
        if (beside != null && !(beside instanceof Given.Nothing)) {
            mistakes.add(
                    secret,
                    "is given itself (%s) and as a file (%s); keep one"
                            .formatted(beside.origin(), files.origin()));
        }
    }

    private static List<String> paths(Kind<?> kind, Given given) {
        return switch (given) {
            case Given.Text(var text, _) when kind instanceof Kind.Many<?> -> Kind.Many.split(text);
            case Given.Text(var text, _) -> List.of(text);
            case Given.Items(var items, _) -> items;
            case Given.Files(var files, _) -> files;
            case Given.Nothing _ -> List.of();
        };
    }

    /**
     * The files' contents, without the newline that an editor leaves at their end.
     *
     * @throws IllegalArgumentException naming the file that can't be read
     */
    static Given read(Given.Files files) {
        List<String> contents = new ArrayList<>();
        for (String path : files.paths()) {
            contents.add(read(path));
        }
        return contents.size() == 1
                ? new Given.Text(contents.getFirst(), files.origin())
                : new Given.Items(contents, files.origin());
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\r?\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "is to stand in the file " + Mistakes.quote(path) + ", which " + fault(e), e);
        }
    }

    private static String fault(Exception e) {
        return e instanceof NoSuchFileException
                ? "is not there"
                : "is not readable as UTF-8 text (" + e.getClass().getSimpleName() + ")";
    }
}
