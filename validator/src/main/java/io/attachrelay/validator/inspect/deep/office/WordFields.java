package io.attachrelay.validator.inspect.deep.office;

import java.util.function.Consumer;
import javax.xml.stream.XMLStreamReader;

/**
 * The fields of a Word part (ECMA-376 part 1, 17.16): their instructions, put together from as many
 * pieces as they are cut into, with the results of fields within them.
 */
final class WordFields implements Xml.Handler {

    private final Consumer<String> instructions;
    private final FieldStack fields;
    private String textIn = "";

    /**
     * @param instructions is told each
     */
    WordFields(Consumer<String> instructions) {
        this.instructions = instructions;
        this.fields = new FieldStack(instructions);
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
        if (textIn.equals("instrText")) {
            fields.instruction(text);
        } else if (textIn.equals("t")) {
            fields.result(text);
        }
    }

    private void mark(String type) {
        switch (type) {
            case "begin" -> fields.begin();
            case "separate" -> fields.separate();
            case "end" -> fields.end();
            default -> {}
        }
    }
}
