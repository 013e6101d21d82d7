package dev.lectern.depot;

import java.io.IOException;

/** The file of the person detector that the server uses. */
@FunctionalInterface
public interface ModelBytes {

    /** All of it. Blocks; called once per worker that has another model. */
    byte[] read() throws IOException;
}
