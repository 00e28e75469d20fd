/** A real Azurite, Microsoft's emulator of Azure Blob Storage. */
@NullMarked
package io.attachrelay.deploy.testkit.azurite;

import org.jspecify.annotations.NullMarked;
