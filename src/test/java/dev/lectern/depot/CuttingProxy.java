package dev.lectern.depot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A network that fails: passes bytes on to a port, counts them, and resets connections when it was told to. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong down = new AtomicLong();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong cutDown = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong cutUp = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int target;
    private volatile boolean stalled;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void to(int port) {
        target = port;
    }

    /** Resets all connections once so many bytes more came from the server. */
    void cutAfterDown(long bytes) {
        cutDown.set(down.get() + bytes);
    }

    /** Resets all connections once so many bytes more went to the server. */
    void cutAfterUp(long bytes) {
        cutUp.set(up.get() + bytes);
    }

    /** Nothing moves any more on the connections that there are; later ones work. */
    void stall() {
        stalled = true;
    }

    long down() {
        return down.get();
    }

    long up() {
        return up.get();
    }

    int cuts() {
        return cuts.get();
    }

    void cut() {
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // It was cut already.
            }
        }
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                boolean works = stalled;
                open.add(near);
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(far);
                start(() -> pass(near, far, up, cutUp, works));
                start(() -> pass(far, near, down, cutDown, works));
            } catch (IOException e) {
                // Nobody behind it: the caller notices.
                cut();
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong count, AtomicLong cutAt, boolean afterStall) {
        byte[] buffer = new byte[1 << 14];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (stalled && !afterStall) {
                    continue;
                }
                if (count.addAndGet(read) >= cutAt.get()) {
                    cutAt.set(Long.MAX_VALUE);
                    cuts.incrementAndGet();
                    cut();
                    return;
                }
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (SocketException e) {
            // Cut.
        } catch (IOException e) {
            cut();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
