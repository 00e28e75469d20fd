/** The gateway's HTTP interface: the only code that knows Javalin. */
@NullMarked
package io.attachrelay.gateway.http;

import org.jspecify.annotations.NullMarked;
