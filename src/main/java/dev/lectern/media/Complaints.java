package dev.lectern.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Reads what a child says on its standard error to the end, however much it is, and keeps the last lines for the log. */
final class Complaints {

    private static final int LINES = 12;
    private static final int LINE_LENGTH = 400;

    private final Deque<String> last = new ArrayDeque<>();
    private final Thread thread;

    /**
     * Starts reading.
     *
     * @param each sees every line, cut to a length, on the reading thread; must not block
     * @param atEnd runs after the last line
     */
    Complaints(InputStream from, Consumer<String> each, Runnable atEnd) {
        thread = new Thread(
                () -> {
                    try (InputStream in = new BufferedInputStream(from)) {
                        read(in, each);
                    } catch (IOException e) {
                        // The child was killed: nothing more to read.
                    } finally {
                        atEnd.run();
                    }
                },
                "media-stderr");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream in, Consumer<String> each) throws IOException {
        byte[] line = new byte[LINE_LENGTH];
        int length = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                if (length < LINE_LENGTH) {
                    line[length++] = (byte) b;
                }
                continue;
            }
            accept(new String(line, 0, length, StandardCharsets.UTF_8), each);
            length = 0;
        }
        if (length > 0) {
            accept(new String(line, 0, length, StandardCharsets.UTF_8), each);
        }
    }

    private void accept(String line, Consumer<String> each) {
        synchronized (last) {
            if (last.size() == LINES) {
                last.removeFirst();
            }
            last.addLast(line);
        }
        each.accept(line);
    }

    /** Waits for the end, which comes with the end of the child. */
    void join() throws InterruptedException {
        thread.join(2000);
    }

    /** The last lines. Only for the log: they hold paths and words of the file. */
    String last() {
        synchronized (last) {
            return String.join(" | ", last);
        }
    }
}
