package io.attachrelay.validator.inspect.deep;

import io.attachrelay.model.FindingCode;
import io.attachrelay.validator.inspect.detect.Content;
import io.attachrelay.validator.inspect.detect.Detected;
import java.util.Set;

/**
 * Looks for one kind of trick in a file. It sees bytes and what they prove, never a name or a
 * header, and judges nothing: the policy does.
 *
 * <p>A check keeps nothing between two files and is called by many threads. What it reads it takes
 * from {@link Content}, whose budget bounds it. A file that it can't follow makes it throw, which
 * costs this file its verdict and nothing else.
 */
public interface DeepCheck {

    /** Its name in the settings, such as {@code trailing-data}. */
    String name();

    /** All that it may find. */
    Set<FindingCode> finds();

    /** Whether it knows files of this canonical type. */
    boolean appliesTo(String type);

    /**
     * Tells {@code found} what it notices.
     *
     * @param detected its type canonical, one that it applies to
     * @throws io.attachrelay.media.store.StoreException if the store fails
     * @throws RuntimeException if the file can't be followed
     */
    void look(Content content, Detected detected, FindingSink found);
}
