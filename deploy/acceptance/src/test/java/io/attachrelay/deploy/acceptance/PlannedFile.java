package io.attachrelay.deploy.acceptance;

import io.attachrelay.deploy.testkit.platform.MediaFault;
import io.attachrelay.deploy.testkit.platform.MediaHost;
import io.attachrelay.deploy.testkit.platform.MediaItem;
import io.attachrelay.deploy.testkit.sample.SampleFile;
import java.net.URI;
import java.util.List;

/**
 * A file of a generated message.
 *
 * @param nature what does not pass
 * @param troubles what passes
 */
record PlannedFile(SampleFile file, Nature nature, List<Trouble> troubles) {

    enum Nature {
        FINE,
        TOO_LARGE,
        /** Its host never comes to its end. */
        ENDLESS,
        /** Its event names a host that is not the platform's. */
        ELSEWHERE,
        /** Its host leads to another one. */
        LEADING_AWAY
    }

    /** A download that goes wrong so many times. */
    record Trouble(MediaFault fault, int times) {

        /** Until somebody heals it. */
        static final int FOR_LONG = 1_000_000;

        boolean isForLong() {
            return times == FOR_LONG;
        }

        boolean isGone() {
            return fault instanceof MediaFault.Gone;
        }
    }

    boolean isRefused() {
        return nature != Nature.FINE;
    }

    /** Whether only healing ends its trouble, and nothing is acknowledged before. */
    boolean isBroken() {
        return troubles.stream().anyMatch(t -> t.isForLong() && !t.isGone());
    }

    /** Whether it is gone until healing brings it back. */
    boolean isGone() {
        return troubles.stream().anyMatch(t -> t.isForLong() && t.isGone());
    }

    /** Puts it on the media host, with nothing wrong but its nature. */
    MediaItem publish(MediaHost host, URI forbidden) {
        MediaItem item = host.publish(file.name(), file.mimeType(), file);
        return switch (nature) {
            case FINE, TOO_LARGE -> item;
            case ELSEWHERE -> item.declaringUrl(forbidden);
            case ENDLESS -> {
                host.inject(item, new MediaFault.Endless());
                yield item;
            }
            case LEADING_AWAY -> {
                host.inject(item, new MediaFault.Redirect(forbidden));
                yield item;
            }
        };
    }

    void trouble(MediaHost host, MediaItem item) {
        troubles.forEach(t -> host.inject(item, t.fault(), t.times()));
    }

    /** Ends its troubles; its nature stays. */
    void heal(MediaHost host, MediaItem item) {
        if (!troubles.isEmpty()) {
            host.heal(item);
        }
    }
}
