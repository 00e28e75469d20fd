package io.attachrelay.model;

/** A language that agents and customers can be told things in, named by its ISO 639 code. */
public enum Language implements WireName {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    SPANISH("es");

    private final String wireName;

    Language(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
