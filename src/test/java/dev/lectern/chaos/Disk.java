package dev.lectern.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own for one folder, which can be filled up to the last byte. */
final class Disk implements AutoCloseable {

    /** A little more than a worker wants to be left free. */
    private static final long MEGABYTES = 1_200;

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

    /** Fills it but for so many bytes. */
    void fill(long free) throws IOException {
        long pages = Math.max(0, Files.getFileStore(folder).getUsableSpace() - free) / 4096;
        Shell.run("fallocate -l " + pages * 4096 + " " + filler());
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
