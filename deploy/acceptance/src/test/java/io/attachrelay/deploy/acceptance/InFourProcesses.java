package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.system.Closing;
import io.attachrelay.deploy.system.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Each service in a process of its own, started once for all tests that ask for it. */
final class InFourProcesses implements AutoCloseable {

    /**
     * Held by each test class that uses it, since they end processes that others need, and by those
     * that keep many processes of their own busy: two such classes at once only wait for each
     * other.
     */
    static final String LOCK = "in-four-processes";

    /** Short, so that what a killed sender left in mid send is soon known to be over. */
    private static final String SILENCE = "4s";

    private final Closing closing = new Closing();
    private final Stage stage;
    private final CompanyService company;
    private final Map<Role, ServiceProcess> services = new EnumMap<>(Role.class);

    InFourProcesses() throws IOException {
        stage =
                closing.add(
                        Stage.set(
                                "in-four-processes",
                                world ->
                                        world.proxiedBroker()
                                                .set("platform.read-timeout", SILENCE)));
        company = closing.add(new CompanyService(stage.system()));
        for (Role role : Role.values()) {
            services.put(role, closing.add(new ServiceProcess(role, stage)));
        }
        // They have sessions of their own: a Ctrl-C ends this process, and not them.
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close));
    }

    /** Starts broker and services that an earlier test has ended. */
    void allRunning() throws IOException {
        stage.system().broker().start();
        stage.system().genesys().heal();
        stage.system().cxone().heal();
        List<ServiceProcess> started = new ArrayList<>();
        for (ServiceProcess service : services.values()) {
            if (!service.isAlive()) {
                started.add(service.launch());
            }
        }
        started.forEach(ServiceProcess::awaitReady);
    }

    ServiceProcess service(Role role) {
        return services.get(role);
    }

    Stage stage() {
        return stage;
    }

    CompanyService company() {
        return company;
    }

    @Override
    public void close() {
        closing.close();
    }
}
