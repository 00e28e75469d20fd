package io.attachrelay.deploy.launcher;

import io.attachrelay.platform.AttributeRoom;
import io.attachrelay.router.attributes.EffectiveAttribute;
import io.attachrelay.router.attributes.RoutingAttributes;
import io.attachrelay.router.attributes.TenantAttributes;
import io.attachrelay.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code routing show}: the attributes that a tenant's messages may get. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints the attributes that messages may get, and where each comes from.")
final class RoutingShowCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private ConfigOption config;
    @Mixin private JsonOption json;
    @Mixin private TenantOption tenant;

    @Override
    public Integer call() {
        Settings settings = config.load();
        tenant.find(spec.commandLine(), settings);
        TenantAttributes attributes = RoutingAttributes.of(settings).forTenant(tenant.given());
        PrintWriter out = spec.commandLine().getOut();
        json.print(out, attributes.effective(), () -> print(attributes, out));
        return 0;
    }

    private static void print(TenantAttributes attributes, PrintWriter out) {
        attributes.effective().forEach(a -> out.printf("%-24s %s%n", a.attribute(), words(a)));
        if (!attributes.room().equals(AttributeRoom.UNLIMITED)) {
            out.printf(
                    "The platform takes %d bytes of names and values.%n",
                    attributes.room().bytes());
        }
    }

    private static String words(EffectiveAttribute attribute) {
        if (attribute.dropped()) {
            return "dropped";
        }
        String computed = attribute.computed();
        if (computed != null) {
            return computed.equals(attribute.attribute()) ? "computed" : "computed as " + computed;
        }
        return attribute.values().stream()
                .map(RoutingShowCommand::words)
                .collect(Collectors.joining("; else "));
    }

    private static String words(EffectiveAttribute.Choice choice) {
        String value = "'" + choice.value() + "'";
        return choice.when() == null ? value : value + " when " + choice.when();
    }
}
