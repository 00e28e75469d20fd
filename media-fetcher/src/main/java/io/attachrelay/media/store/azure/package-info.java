/** The object store in a container of Azure Blob Storage. */
@NullMarked
package io.attachrelay.media.store.azure;

import org.jspecify.annotations.NullMarked;
