package io.attachrelay.platform.http;

/** Who calls a platform: one conversation of one tenant. */
record Caller(String tenant, String conversationId) {}
