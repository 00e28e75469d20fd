package io.attachrelay.router.attributes;

import io.attachrelay.model.JudgedAttachment;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must hold of a message for a row to count.
 *
 * @param every whether it must hold of every attachment, and not just of one
 * @param tests all must hold of the same attachment; without any the row always counts
 */
record Condition(boolean every, List<Test> tests) {

    static final Condition ALWAYS = new Condition(false, List.of());

    /**
     * One fact and what it is to be, one of several.
     *
     * @param written as the operator wrote them, in the order of {@code wanted}
     */
    record Test(Fact fact, List<String> written, List<Predicate<Subject>> wanted) {

        boolean holds(Subject subject) {
            return wanted.stream().anyMatch(one -> one.test(subject));
        }

        @Override
        public String toString() {
            return fact.wireName() + " " + String.join(" or ", written);
        }
    }

    boolean isAlways() {
        return tests.isEmpty();
    }

    /**
     * Whether it holds.
     *
     * @param attachments all of the message, at least one
     */
    boolean holds(String channel, Collection<JudgedAttachment> attachments) {
        Predicate<JudgedAttachment> fits =
                judged -> fits(new Subject(judged, channel, attachments.size()));
        return every ? attachments.stream().allMatch(fits) : attachments.stream().anyMatch(fits);
    }

    private boolean fits(Subject subject) {
        return tests.stream().allMatch(test -> test.holds(subject));
    }

    /** The condition for people. */
    @Override
    public String toString() {
        String all = tests.stream().map(Test::toString).collect(Collectors.joining(", "));
        return every ? all + " of every attachment" : all;
    }
}
