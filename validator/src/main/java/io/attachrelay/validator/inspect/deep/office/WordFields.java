package io.attachrelay.validator.inspect.deep.office;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamReader;

/**
 * The fields of a Word part (ECMA-376 part 1, 17.16): their instructions, put together from as many
 * pieces as they are cut into, with the results of fields within them.
 */
final class WordFields implements Xml.Handler {

    private static final int LONGEST = 4 << 10;

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
    private String textIn = "";

    /**
     * @param instructions is told each
     */
    WordFields(Consumer<String> instructions) {
        this.instructions = instructions;
    }

    @Override
    public void begins(String name, XMLStreamReader element) {
        switch (name) {
            case "fldSimple" -> instructions.accept(Xml.attribute(element, "instr"));
            case "fldChar" -> mark(Xml.lower(element, "fldCharType"));
            case "instrText", "t" -> textIn = name;
            default -> {}
        }
    }

    @Override
    public void ends(String name) {
        textIn = "";
    }

    @Override
    public void text(String text) {
        if (textIn.equals("instrText") && !open.isEmpty()) {
            open.peek().add(text);
        } else if (textIn.equals("t")) {
            // A result counts for the fields around it.
            open.forEach(field -> field.add(text));
        }
    }

    private void mark(String type) {
        switch (type) {
            case "begin" -> open.push(new Field());
            case "separate" -> {
                if (!open.isEmpty()) {
                    open.peek().result = true;
                }
            }
            case "end" -> {
                if (!open.isEmpty()) {
                    end(open.pop().instruction.toString());
                }
            }
            default -> {}
        }
    }

    private void end(String instruction) {
        instructions.accept(instruction);
        String said = DdeFields.quoted(instruction);
        open.forEach(field -> field.add(said));
    }
}
