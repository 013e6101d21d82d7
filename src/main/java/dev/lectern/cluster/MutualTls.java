package dev.lectern.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;

/** Sockets on which both sides show a certificate of the private authority. Keys stay in memory. */
public final class MutualTls {

    static final String PROTOCOL = "TLSv1.3";
    /** Protects nothing: the stores never leave this JVM's memory, but the interface wants one. */
    private static final char[] PASSWORD = "in-memory".toCharArray();

    /** A machine under load takes its time to shake hands; one that is silent for so long keeps all others waiting. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(3);
    /** Who joins has nobody else to speak to. */
    private static final Duration HANDSHAKE_TO_JOIN = Duration.ofSeconds(15);

    private MutualTls() {}

    /** For plain Java clients and servers. */
    public static SSLContext context(Credentials credentials) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(credentials.keyStore(PASSWORD), PASSWORD);
            SSLContext context = SSLContext.getInstance(PROTOCOL);
            context.init(keys.getKeyManagers(), new TrustManager[] {MemberTrust.of(credentials)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates of the cluster cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * For JGroups.
     *
     * @param seed where a member is, to join; empty to found
     */
    static SocketFactory sockets(Credentials credentials, Optional<InetSocketAddress> seed) {
        SSLContext context = context(credentials);
        DefaultSocketFactory sockets = new DefaultSocketFactory(
                new PromptSockets(
                        context.getSocketFactory(),
                        to -> seed.filter(to::equals).isPresent() ? HANDSHAKE_TO_JOIN : HANDSHAKE),
                context.getServerSocketFactory());
        sockets.setServerSocketConfigurator(socket -> ((SSLServerSocket) socket).setSSLParameters(ofServers()));
        return sockets;
    }

    private static SSLParameters ofServers() {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {PROTOCOL});
        parameters.setNeedClientAuth(true);
        return parameters;
    }
}
