package io.attachrelay.sender.convert.office;

import com.sun.star.task.XInteractionAbort;
import com.sun.star.task.XInteractionHandler;
import com.sun.star.task.XInteractionRequest;
import com.sun.star.uno.UnoRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What LibreOffice would ask a person while it opens a document; every answer is to leave off. */
final class Questions implements XInteractionHandler {

    private final List<String> asked = new ArrayList<>();

    @Override
    public synchronized void handle(XInteractionRequest request) {
        asked.add(request.getRequest().getClass().getSimpleName());
        Arrays.stream(request.getContinuations())
                .map(it -> UnoRuntime.queryInterface(XInteractionAbort.class, it))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(XInteractionAbort::select);
    }

    /** Whether it asked for a password. */
    synchronized boolean wantPassword() {
        return asked.stream().anyMatch(it -> it.contains("Password"));
    }

    @Override
    public synchronized String toString() {
        return asked.isEmpty() ? "" : " (it asks: " + String.join(", ", asked) + ")";
    }
}
