/** Real files of many types and sizes, made in code. */
@NullMarked
package io.attachrelay.deploy.testkit.sample;

import org.jspecify.annotations.NullMarked;
