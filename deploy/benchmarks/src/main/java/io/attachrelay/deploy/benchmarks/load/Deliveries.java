package io.attachrelay.deploy.benchmarks.load;

import io.attachrelay.deploy.testkit.platform.RetrySchedule;
import java.io.IOException;
import java.util.List;

/**
 * Delivers webhooks as Genesys does: an attempt may take 10 s, and up to five more follow 5 s
 * apart.
 */
public final class Deliveries implements Work {

    private static final RetrySchedule SCHEDULE = RetrySchedule.GENESYS;

    private final int port;
    private final List<byte[]> requests;

    /**
     * @param requests whole HTTP requests; piece number n is request n
     */
    public Deliveries(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = List.copyOf(requests);
    }

    @Override
    public Worker worker() throws IOException {
        return new Platform(new HttpLine(port, SCHEDULE.timeout()));
    }

    private final class Platform implements Worker {

        private final HttpLine line;

        Platform(HttpLine line) {
            this.line = line;
        }

        @Override
        public Done carry(int number) throws InterruptedException {
            byte[] request = requests.get(number % requests.size());
            for (int repeats = 0; repeats <= SCHEDULE.retries(); repeats++) {
                if (attempt(request) == 200) {
                    return new Done(true, repeats);
                }
                Thread.sleep(SCHEDULE.interval());
            }
            return new Done(false, SCHEDULE.retries());
        }

        /** The status; 0 if there was no answer in time. */
        private int attempt(byte[] request) {
            try {
                return line.exchange(request);
            } catch (IOException _) {
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
