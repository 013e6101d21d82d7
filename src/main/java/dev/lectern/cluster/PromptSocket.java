package dev.lectern.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A TLS connection that is made within a time, or not at all. A process that holds still is still connected to by its machine, but
 * never shakes hands; the usual {@link SSLSocket} would wait for that without end.
 *
 * <p>To the outside it is a plain socket, because JGroups would shake hands once more otherwise.
 */
final class PromptSocket extends Socket {

    private static final SSLParameters PARAMETERS = parameters();

    private final SSLSocketFactory factory;
    private final Unresponsive unresponsive;
    private final Function<SocketAddress, Duration> handshake;
    private volatile SSLSocket tls;
    private boolean closing;

    /**
     * A socket that is not connected yet.
     *
     * @param unresponsive whom it would be no use to call
     * @param handshake for each address, how long the other side may say nothing while hands are shaken
     */
    PromptSocket(SSLSocketFactory factory, Unresponsive unresponsive, Function<SocketAddress, Duration> handshake) {
        this.factory = factory;
        this.unresponsive = unresponsive;
        this.handshake = handshake;
    }

    @Override
    public void connect(SocketAddress to, int timeoutMs) throws IOException {
        unresponsive.check(to);
        try {
            super.connect(to, timeoutMs);
            setSoTimeout((int) handshake.apply(to).toMillis());
            InetSocketAddress at = (InetSocketAddress) to;
            SSLSocket made = (SSLSocket) factory.createSocket(this, at.getHostString(), at.getPort(), true);
            made.setSSLParameters(PARAMETERS);
            made.startHandshake();
            setSoTimeout(0);
            tls = made;
        } catch (SocketTimeoutException e) {
            unresponsive.was(to);
            super.close();
            throw e;
        } catch (IOException e) {
            super.close();
            throw e;
        }
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        connect(to, 0);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return tls == null ? super.getInputStream() : tls.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return tls == null ? super.getOutputStream() : tls.getOutputStream();
    }

    /** Closing TLS closes what is below it, which is this again. */
    @Override
    public void close() throws IOException {
        SSLSocket above;
        synchronized (this) {
            above = closing ? null : tls;
            closing = true;
        }
        if (above == null) {
            super.close();
        } else {
            above.close();
        }
    }

    private static SSLParameters parameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {MutualTls.PROTOCOL});
        return parameters;
    }
}
