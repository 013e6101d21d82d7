package dev.lectern.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Function;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Makes connections for JGroups that are made within a time, or not at all; see {@link PromptSocket}. */
final class PromptSockets extends SocketFactory {
    private final SSLSocketFactory tls;
    private final Unresponsive unresponsive = new Unresponsive();
    private final Function<SocketAddress, Duration> handshake;

    /** @param handshake for each address, how long the other side may say nothing while hands are shaken */
    PromptSockets(SSLSocketFactory tls, Function<SocketAddress, Duration> handshake) {
        this.tls = tls;
        this.handshake = handshake;
    }

    @Override
    public Socket createSocket() {
        return new PromptSocket(tls, unresponsive, handshake);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(from, fromPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        Socket socket = createSocket();
        socket.connect(to);
        return socket;
    }
}
