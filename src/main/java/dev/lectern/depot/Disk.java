package dev.lectern.depot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is. */
@FunctionalInterface
interface Disk {

    /** Bytes that can still be written where a file is or will be. */
    long usable(Path where) throws IOException;

    /** The file system's word. */
    static Disk real() {
        return where -> Files.getFileStore(where).getUsableSpace();
    }
}
