package dev.lectern.depot;

import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whom a worker believes to be its server: who shows a certificate that the server's private authority signed, that is good now, that
 * may be used by a server, and whose subject says {@code OU=server}, which the authority writes into its server's certificate only. The
 * name of the host is not looked at: a worker may know its server by a name that the server does not know, and no member but the
 * server has such a certificate. A worker's certificate is refused, so that a worker cannot pass for the server.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private static final String ALIAS = "us";
    private static final String TLS = "TLSv1.3";

    private final X509TrustManager authority;

    private ServerTrust(X509TrustManager authority) {
        this.authority = authority;
    }

    /** What a worker's connections to its server are made with. */
    static SSLContext context(Credentials credentials) {
        char[] password = new char[0];
        try {
            KeyStore ours = empty();
            ours.setKeyEntry(ALIAS, credentials.key(), password, new Certificate[] {
                credentials.certificate(), credentials.authority()
            });
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(ours, password);
            KeyStore theirs = empty();
            theirs.setCertificateEntry(ALIAS, credentials.authority());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(theirs);
            X509TrustManager authority = Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            SSLContext context = SSLContext.getInstance(TLS);
            context.init(keys.getKeyManagers(), new TrustManager[] {new ServerTrust(authority)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the credentials cannot be used", e);
        }
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        authority.checkServerTrusted(chain, authType);
        if (!CertificateAuthority.server(chain[0])) {
            throw new CertificateException("this is a member of the cluster, but not its server");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a worker serves nobody");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }
}
