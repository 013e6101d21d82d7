package dev.lectern.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A great many clients at once that ask for the same path and stay, each a bare connection from an address of this machine of its own
 * choosing (127.0.0.0/8, so on Linux only). One thread opens and reads all of them.
 */
public final class Flood implements AutoCloseable {

    /** More at once would overflow the queue of connections that a server has not yet taken, which only slows both. */
    private static final int OPENING_AT_ONCE = 500;

    private static final int HEAD = 1024;

    private final Selector selector;
    private final InetSocketAddress server;
    private final byte[] request;
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);

    /** One connection, and how its answer begins. */
    public static final class Client {

        private final String from;
        private final SocketChannel channel;
        private final StringBuilder answer = new StringBuilder();
        private boolean closed;

        private Client(String from, SocketChannel channel) {
            this.from = from;
            this.channel = channel;
        }

        /** The address that it came from. */
        public String from() {
            return from;
        }

        /** The status of the answer; 0 as long as there is none. */
        public int status() {
            return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
        }

        /** The first of what the server said. */
        public String answer() {
            return answer.toString();
        }

        /** Whether the server closed the connection. */
        public boolean closed() {
            return closed;
        }

        private boolean decided() {
            return closed || status() == 200;
        }
    }

    /** Nobody is there yet. */
    public Flood(URI base, String path) throws IOException {
        this.selector = Selector.open();
        this.server = new InetSocketAddress(base.getHost(), base.getPort());
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens connections as fast as they are taken, until each was answered 200 or closed. */
    public void rise(List<String> addresses, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        Iterator<String> next = addresses.iterator();
        List<Client> opening = new ArrayList<>();
        while (next.hasNext() || !opening.isEmpty()) {
            while (next.hasNext() && opening.size() < OPENING_AT_ONCE) {
                opening.add(open(next.next()));
            }
            read();
            opening.removeIf(Client::decided);
            if (System.nanoTime() > end) {
                throw new AssertionError(opening.size() + " of " + clients.size() + " clients were not answered");
            }
        }
    }

    /** All that ever came. */
    public List<Client> clients() {
        return clients;
    }

    private Client open(String from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(from, 0));
        Client client = new Client(from, channel);
        clients.add(client);
        boolean there = channel.connect(server);
        channel.register(selector, there ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, client);
        if (there) {
            channel.write(ByteBuffer.wrap(request));
        }
        return client;
    }

    private void read() throws IOException {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            try {
                if (key.isConnectable()) {
                    client.channel.finishConnect();
                    client.channel.write(ByteBuffer.wrap(request));
                    key.interestOps(SelectionKey.OP_READ);
                } else {
                    take(client);
                }
            } catch (IOException refused) {
                client.closed = true;
                client.channel.close();
            }
        }
        selector.selectedKeys().clear();
    }

    private void take(Client client) throws IOException {
        buffer.clear();
        int count = client.channel.read(buffer);
        if (count < 0) {
            client.closed = true;
            client.channel.close();
            return;
        }
        CharSequence text = StandardCharsets.ISO_8859_1.decode(buffer.flip());
        client.answer.append(text, 0, Math.min(text.length(), Math.max(0, HEAD - client.answer.length())));
    }

    /** All go at once. */
    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }
}
