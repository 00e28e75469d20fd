package io.attachrelay.validator.inspect.deep.office;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The fields of a Word file as they stand within each other (ECMA-376 part 1, 17.16.18): each has
 * an instruction, into which the results of those within it go.
 */
final class FieldStack {

    private static final int LONGEST = 4 << 10;
    // Word itself opens no more within each other; what never ends is none.
    private static final int DEEPEST = 32;

    private static final class Field {
        private final StringBuilder instruction = new StringBuilder();
        private boolean result;

        void add(CharSequence text) {
            if (!result && instruction.length() < LONGEST) {
                instruction.append(text);
            }
        }
    }

    private final Consumer<String> instructions;
    private final Deque<Field> open = new ArrayDeque<>();

    /**
     * @param instructions is told each when its field ends
     */
    FieldStack(Consumer<String> instructions) {
        this.instructions = instructions;
    }

    /** Whether no field is open. */
    boolean isEmpty() {
        return open.isEmpty();
    }

    void begin() {
        if (open.size() == DEEPEST) {
            open.removeLast();
        }
        open.push(new Field());
    }

    /** The innermost field's instruction is over, its result begins. */
    void separate() {
        if (!open.isEmpty()) {
            open.peek().result = true;
        }
    }

    void end() {
        if (!open.isEmpty()) {
            String instruction = open.pop().instruction.toString();
            instructions.accept(instruction);
            String said = DdeFields.quoted(instruction);
            open.forEach(field -> field.add(said));
        }
    }

    /** Part of the innermost field's instruction. */
    void instruction(CharSequence text) {
        if (!open.isEmpty()) {
            open.peek().add(text);
        }
    }

    /** Shown text; a result counts for the fields around it. */
    void result(CharSequence text) {
        open.forEach(field -> field.add(text));
    }

    /** Either of both, as it stands in a stream of text. */
    void text(CharSequence text) {
        if (!open.isEmpty() && open.peek().result) {
            result(text);
        } else {
            instruction(text);
        }
    }
}
