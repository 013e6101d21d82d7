package dev.lectern.enrol;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom a client of the server's HTTPS believes, if it is not one of the authorities that every Java knows. */
public final class ServerTls {

    private static final String PROTOCOL = "TLS";

    private ServerTls() {}

    /**
     * Believes what was signed by, or is, one of the certificates in a file, under the name it was made for.
     *
     * @param pem a file in PEM
     * @throws IllegalArgumentException if it cannot be read, with a sentence
     */
    public static SSLContext trusting(Path pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(pem)) {
                store.setCertificateEntry("server-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return context(trust.getTrustManagers());
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(pem, e);
        }
    }

    /**
     * Believes the very certificate that is first in a file, under whatever name: for who has the server's own.
     *
     * @throws IllegalArgumentException if it cannot be read, with a sentence
     */
    public static SSLContext exactly(Path pem) {
        try {
            return context(new TrustManager[] {
                new Exactly((X509Certificate) certificates(pem).iterator().next())
            });
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(pem, e);
        }
    }

    private static SSLContext context(TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(PROTOCOL);
        context.init(null, trust, null);
        return context;
    }

    private static Collection<? extends Certificate> certificates(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("there is no certificate in it");
            }
            return found;
        }
    }

    private static IllegalArgumentException unusable(Path pem, Exception e) {
        return new IllegalArgumentException(
                "The certificates in " + pem + " cannot be used (" + e.getMessage() + "); it must be a file in PEM.",
                e);
    }

    private static final class Exactly extends X509ExtendedTrustManager {

        private final X509Certificate known;

        private Exactly(X509Certificate known) {
            this.known = known;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0 || !chain[0].equals(known)) {
                throw new CertificateException("it is another server");
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
