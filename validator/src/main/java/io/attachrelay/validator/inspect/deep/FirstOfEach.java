package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;
import java.util.EnumMap;
import java.util.Map;

/** Keeps the first finding of each kind: a document may have the same a thousand times. */
public final class FirstOfEach implements FindingSink {

    private final Map<FindingCode, String> first = new EnumMap<>(FindingCode.class);

    @Override
    public void add(FindingCode code, String detail) {
        first.putIfAbsent(code, detail);
    }

    /** Whether there is one of that kind. */
    public boolean has(FindingCode code) {
        return first.containsKey(code);
    }

    /** Forgets one kind. */
    public void drop(FindingCode code) {
        first.remove(code);
    }

    /** Tells them in the order of the codes. */
    public void tell(FindingSink found) {
        first.forEach(found::add);
    }
}
