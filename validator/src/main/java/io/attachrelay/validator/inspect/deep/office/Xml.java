package io.attachrelay.validator.inspect.deep.office;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Goes through the XML of a part: nothing is loaded from elsewhere, and no entity is declared. */
final class Xml {

    private static final XMLInputFactory FACTORY = factory();

    private Xml() {}

    /** Takes what stands in a part, in its order. */
    interface Handler {

        /**
         * An element begins.
         *
         * @param name without a prefix
         */
        void begins(String name, XMLStreamReader element);

        /** An element ends. */
        default void ends(String name) {}

        /** Text, perhaps not all of it at once. */
        default void text(String text) {}
    }

    /**
     * Reads a part to its end.
     *
     * @param xml is closed
     * @throws IllegalStateException if it is no XML, or none that an office program reads
     */
    static void read(InputStream xml, Handler handler) {
        try (xml) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(xml);
            while (reader.hasNext()) {
                tell(reader, handler);
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a part that is no XML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void tell(XMLStreamReader reader, Handler handler) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> handler.begins(reader.getLocalName(), reader);
            case XMLStreamConstants.END_ELEMENT -> handler.ends(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    handler.text(reader.getText());
            default -> {}
        }
    }

    /** An attribute by its name without a prefix; empty if there is none. */
    static String attribute(XMLStreamReader element, String name) {
        for (int i = 0; i < element.getAttributeCount(); i++) {
            if (element.getAttributeLocalName(i).equals(name)) {
                return element.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The same in lower case. */
    static String lower(XMLStreamReader element, String name) {
        return attribute(element, name).toLowerCase(Locale.ROOT);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver(
                (publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }
}
