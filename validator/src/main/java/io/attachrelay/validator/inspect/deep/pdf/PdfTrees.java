package io.attachrelay.validator.inspect.deep.pdf;

import io.attachrelay.validator.inspect.detect.TooCostlyException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the trees of a PDF: pages, fields, the outline, chains of actions. No node is
 * visited twice in one tree, and of all together no more than a bound.
 */
final class PdfTrees {

    // Ten for each page of a book of 20,000; they take 2 s and 200 MB.
    private static final int MOST_NODES = 200_000;

    private int nodes;

    /**
     * Visits a node and all below it, in their order.
     *
     * @param root a dictionary or an array of some; anything else is no tree
     * @param children the keys under which a node keeps the next ones, each one or an array
     */
    void visit(@Nullable COSBase root, List<COSName> children, Consumer<COSDictionary> visitor) {
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> open = new ArrayDeque<>();
        push(root, open);
        while (!open.isEmpty()) {
            COSDictionary node = open.pop();
            if (seen.add(node)) {
                count();
                visitor.accept(node);
                children.forEach(key -> push(node.getDictionaryObject(key), open));
            }
        }
    }

    private void push(@Nullable COSBase value, Deque<COSDictionary> open) {
        if (value instanceof COSDictionary one) {
            open.push(one);
        } else if (value instanceof COSArray many) {
            for (int i = many.size() - 1; i >= 0; i--) {
                if (many.getObject(i) instanceof COSDictionary one) {
                    open.push(one);
                }
            }
        }
    }

    private void count() {
        if (++nodes > MOST_NODES) {
            throw new TooCostlyException("more than " + MOST_NODES + " objects to follow");
        }
    }
}
