package io.attachrelay.sender.convert.office;

import static io.attachrelay.sender.convert.office.OfficeSession.as;
import static io.attachrelay.sender.convert.office.OfficeSession.property;

import com.sun.star.bridge.XBridge;
import com.sun.star.comp.bridgefactory.BridgeFactory;
import com.sun.star.container.XNameReplace;
import com.sun.star.lang.XMultiServiceFactory;
import com.sun.star.uno.XComponentContext;
import com.sun.star.util.XChangesBatch;
import java.io.IOException;
import java.nio.file.Path;

/** Takes back what the product's profile has against macros, in a LibreOffice that runs. */
final class LaxProfile {

    private LaxProfile() {}

    /**
     * From here on a document's macros may run, if it is opened so.
     *
     * @param folder of the process
     */
    static void of(Path folder) throws IOException {
        try {
            XBridge bridge =
                    new BridgeFactory()
                            .createBridge(
                                    "lax",
                                    "urp",
                                    PipeConnection.to(OfficeStart.socket(folder)),
                                    null);
            XComponentContext context =
                    as(XComponentContext.class, bridge.getInstance("StarOffice.ComponentContext"));
            Object provider =
                    context.getServiceManager()
                            .createInstanceWithContext(
                                    "com.sun.star.configuration.ConfigurationProvider", context);
            Object scripting =
                    as(XMultiServiceFactory.class, provider)
                            .createInstanceWithArguments(
                                    "com.sun.star.configuration.ConfigurationUpdateAccess",
                                    new Object[] {
                                        property(
                                                "nodepath",
                                                "/org.openoffice.Office.Common/Security/Scripting")
                                    });
            XNameReplace values = as(XNameReplace.class, scripting);
            values.replaceByName("MacroSecurityLevel", 0);
            values.replaceByName("DisableMacrosExecution", false);
            as(XChangesBatch.class, scripting).commitChanges();
        } catch (com.sun.star.uno.Exception e) {
            throw new IOException(e);
        }
    }
}
