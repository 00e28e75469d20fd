package io.attachrelay.notice;

import io.attachrelay.model.ReasonCode;

/** More about a reason, as far as an agent can use it. */
public sealed interface Detail {

    /** Nothing. */
    record None() implements Detail {}

    /**
     * What is there in English only, such as the words of a program that converts; agents who are
     * told things in another language do not get it.
     */
    record InEnglish(String text) implements Detail {}

    /** Another reason behind it, which every language has words for. */
    record Because(ReasonCode reason) implements Detail {}
}
