/** What tests, the demo and integrators share: real servers started on this machine. */
@NullMarked
package io.attachrelay.deploy.testkit;

import org.jspecify.annotations.NullMarked;
