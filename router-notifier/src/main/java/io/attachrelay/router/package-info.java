/** From verdicts to what the flow engine routes on and what the agent is told. */
@NullMarked
package io.attachrelay.router;

import org.jspecify.annotations.NullMarked;
