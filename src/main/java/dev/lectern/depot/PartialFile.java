package dev.lectern.depot;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file that arrives, over as many connections as it takes; what is there already is kept. Thread safe. */
final class PartialFile implements Closeable {

    private final FileChannel channel;
    private final long limit;
    private long size;
    private int turn;
    private IOException broken;

    private PartialFile(FileChannel channel, long limit) throws IOException {
        this.channel = channel;
        this.limit = limit;
        this.size = channel.size();
    }

    /**
     * Opens a file, or makes it.
     *
     * @param limit how large it may become
     */
    static PartialFile open(Path path, long limit) throws IOException {
        return new PartialFile(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE), limit);
    }

    synchronized long size() {
        return size;
    }

    /** What the disk said when it did not take something; null if it took everything. */
    synchronized IOException broken() {
        return broken;
    }

    /**
     * Takes what a connection brings from a byte on, and drops what came behind it before. What still comes over an earlier connection
     * is refused from now on.
     */
    synchronized Consumer<byte[]> from(long offset) throws IOException {
        channel.truncate(offset);
        size = offset;
        int mine = ++turn;
        return bytes -> write(bytes, mine);
    }

    private synchronized void write(byte[] bytes, int whose) {
        try {
            if (whose != turn) {
                throw new IOException("another connection took over");
            }
            if (size + bytes.length > limit) {
                throw new Damaged("More came than was promised.");
            }
            put(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                size += channel.write(bytes, size);
            }
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        turn++;
        channel.close();
    }
}
