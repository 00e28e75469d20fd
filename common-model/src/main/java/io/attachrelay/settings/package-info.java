/**
 * What an operator sets: records that refuse bad values, read from YAML, environment and secret
 * files.
 */
@NullMarked
package io.attachrelay.settings;

import org.jspecify.annotations.NullMarked;
