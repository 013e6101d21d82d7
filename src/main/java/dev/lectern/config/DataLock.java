package dev.lectern.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right of one Lectern alone to the folder that holds everything it keeps. The lock is the operating system's and ends with this
 * process however it ends; the file stays, with the number of the process that had it last.
 */
public final class DataLock implements AutoCloseable {

    private static final String LOCK = "lectern.lock";
    private static final int A_NUMBER_AT_MOST = 20;

    private final Path root;
    private final FileChannel channel;

    private DataLock(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Opens the folder, and makes it if it is not there.
     *
     * @param root absolute
     * @throws InvalidConfig if it cannot be made or written, or another Lectern has it
     */
    public static DataLock open(Path root) throws InvalidConfig {
        try {
            // Not on a symbolic link to a folder, which createDirectories would refuse.
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
            }
            // Making a file is the proof that the folder can be written; permissions do not tell of a read-only disk.
            Files.delete(Files.createTempFile(root, "lectern", ".tmp"));
            return locked(root);
        } catch (IOException e) {
            throw new InvalidConfig("The data folder " + root + " cannot be written: " + reason(e)
                    + ". Choose another with LECTERN_DATA or --data.");
        }
    }

    private static DataLock locked(Path root) throws IOException, InvalidConfig {
        FileChannel channel = FileChannel.open(
                root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(ownNumber()), 0);
                return new DataLock(root, channel);
            }
            throw new InvalidConfig("Another Lectern" + holder(channel) + " uses the data folder " + root
                    + ". Stop it, or choose another folder with LECTERN_DATA or --data.");
        } catch (IOException | InvalidConfig e) {
            channel.close();
            throw e;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another one in this very JVM.
            return null;
        }
    }

    private static byte[] ownNumber() {
        return (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(A_NUMBER_AT_MOST);
        channel.read(bytes, 0);
        String number = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return number.matches("\\d+") ? " (process " + number + ")" : "";
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return e instanceof FileSystemException fault && fault.getReason() != null
                ? fault.getReason()
                : e.getClass().getSimpleName();
    }

    /** The folder itself, absolute. */
    public Path root() {
        return root;
    }

    /** Gives the folder back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
