package io.attachrelay.sender.convert.office;

import com.sun.star.beans.PropertyValue;
import com.sun.star.bridge.XBridge;
import com.sun.star.comp.bridgefactory.BridgeFactory;
import com.sun.star.document.MacroExecMode;
import com.sun.star.document.UpdateDocMode;
import com.sun.star.frame.XComponentLoader;
import com.sun.star.lang.XComponent;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.uno.XComponentContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A connection to one LibreOffice. For one thread at a time, always the same. */
final class OfficeSession {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final XComponentLoader desktop;

    private OfficeSession(XComponentLoader desktop) {
        this.desktop = desktop;
    }

    /**
     * Connects; the connection ends with that process.
     *
     * @param socket where it listens
     * @throws IOException if it does not listen, or not yet
     */
    static OfficeSession connect(Path socket) throws IOException {
        PipeConnection connection = PipeConnection.to(socket);
        try {
            XBridge bridge =
                    new BridgeFactory()
                            .createBridge(
                                    "office-" + NUMBER.incrementAndGet(), "urp", connection, null);
            XComponentContext context =
                    as(XComponentContext.class, bridge.getInstance("StarOffice.ComponentContext"));
            Object desktop =
                    context.getServiceManager()
                            .createInstanceWithContext("com.sun.star.frame.Desktop", context);
            return new OfficeSession(as(XComponentLoader.class, desktop));
        } catch (com.sun.star.uno.Exception | com.sun.star.uno.RuntimeException e) {
            throw new IOException("LibreOffice does not answer as expected", e);
        }
    }

    /**
     * How a document is opened.
     *
     * @param hidden whether it is without a window
     * @param macros of {@link MacroExecMode}
     */
    record Opening(boolean hidden, short macros) {

        /** Nothing of the document acts. */
        static final Opening HARMLESS = new Opening(true, MacroExecMode.NEVER_EXECUTE);
    }

    /**
     * Opens a document without letting anything of it act.
     *
     * @return to be closed
     * @throws NotOpenedException if LibreOffice can't
     */
    OfficeDocument open(Path file, OfficeFormat format) throws NotOpenedException {
        return open(file, format, Opening.HARMLESS);
    }

    /**
     * Opens a document.
     *
     * @return to be closed
     * @throws NotOpenedException if LibreOffice can't
     */
    OfficeDocument open(Path file, OfficeFormat format, Opening opening) throws NotOpenedException {
        Questions questions = new Questions();
        PropertyValue[] how = {
            property("FilterName", format.importFilter()),
            property("Hidden", opening.hidden()),
            property("ReadOnly", true),
            property("MacroExecutionMode", opening.macros()),
            property("UpdateDocMode", UpdateDocMode.NO_UPDATE),
            property("InteractionHandler", questions)
        };
        try {
            XComponent document = desktop.loadComponentFromURL(url(file), "_blank", 0, how);
            if (document == null) {
                throw new NotOpenedException(questions, "");
            }
            return new OfficeDocument(document, format);
        } catch (com.sun.star.io.IOException | com.sun.star.lang.IllegalArgumentException e) {
            throw new NotOpenedException(questions, String.valueOf(e.getMessage()));
        }
    }

    static PropertyValue property(String name, Object value) {
        PropertyValue property = new PropertyValue();
        property.Name = name;
        property.Value = value;
        return property;
    }

    /** With three slashes, as LibreOffice wants it. */
    static String url(Path file) {
        return "file://" + file.toUri().getRawPath();
    }

    static <T> T as(Class<T> type, Object object)
            throws com.sun.star.lang.IllegalArgumentException {
        T found = UnoRuntime.queryInterface(type, object);
        if (found == null) {
            throw new com.sun.star.lang.IllegalArgumentException(type.getSimpleName());
        }
        return found;
    }
}
