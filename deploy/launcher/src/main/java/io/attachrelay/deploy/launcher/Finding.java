package io.attachrelay.deploy.launcher;

/** What the doctor found about one thing. */
record Finding(String subject, boolean healthy, String detail) {}
