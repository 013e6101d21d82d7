package dev.lectern.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own for one folder, which can be filled up to the last byte. */
final class Disk implements AutoCloseable {

    /** A little more than a worker wants to be left free. */
    private static final long MEGABYTES = 1_200;

    /** Others may take this much while the filler is made. */
    private static final long MARGIN = 8L << 20;

    private static final int PAGE = 4096;

    private static final boolean POSSIBLE = tried();

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** Whether this machine lets us make disks. */
    static boolean possible() {
        return POSSIBLE;
    }

    /** Makes one for a folder, which may be missing. */
    static Disk at(Path folder) throws IOException {
        return at(folder, MEGABYTES);
    }

    /** Makes one of this size for a folder, which may be missing. */
    static Disk at(Path folder, long megabytes) throws IOException {
        Files.createDirectories(folder);
        Shell.run("mount -t tmpfs -o size=" + megabytes + "m none " + folder);
        return new Disk(folder);
    }

    void fill() throws IOException {
        fill(0);
    }

    /** Fills it but for about so many bytes, also while others write to it. */
    void fill(long free) throws IOException {
        long first = Math.max(0, usable() - free - MARGIN);
        Shell.run("fallocate -l " + first + " " + filler());
        byte[] page = new byte[PAGE];
        try (OutputStream rest = Files.newOutputStream(filler(), StandardOpenOption.APPEND)) {
            while (usable() > free || free == 0) {
                rest.write(page);
            }
        } catch (IOException full) {
            if (free > 0) {
                throw full;
            }
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    void empty() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() {
        Shell.tries("umount " + folder);
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean tried() {
        try {
            Path folder = Files.createTempDirectory("lectern-disk");
            try {
                return Shell.tries("mount -t tmpfs none " + folder) && Shell.tries("umount " + folder);
            } finally {
                Files.delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
