/** What operators do with files in quarantine. */
@NullMarked
package io.attachrelay.deploy.quarantine;

import org.jspecify.annotations.NullMarked;
