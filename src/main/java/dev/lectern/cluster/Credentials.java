package dev.lectern.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;

/**
 * Who one member of the cluster is, and whom it trusts. Its text form shows no key.
 *
 * @param key its private key, which never leaves its machine
 * @param certificate for that key, signed by the authority
 * @param authority the certificate of the server's private authority; nobody else is trusted
 */
public record Credentials(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    private static final String ALIAS = "member";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    public Credentials {
        Objects.requireNonNull(key);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(authority);
    }

    /** For what Vert.x serves or connects to. */
    public PemKeyCertOptions identity() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(pem(certificate)))
                .addKeyValue(Buffer.buffer(pem("PRIVATE KEY", key.getEncoded())));
    }

    /** For whom Vert.x believes. */
    public PemTrustOptions trust() {
        return new PemTrustOptions().addCertValue(Buffer.buffer(pem(authority)));
    }

    /** Key and certificate, in memory. */
    KeyStore keyStore(char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(ALIAS, key, password, new Certificate[] {certificate});
        return store;
    }

    /** The authority alone, in memory. */
    KeyStore trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry(ALIAS, authority);
        return store;
    }

    /** A certificate in the text form that everybody reads. */
    public static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public String toString() {
        return "Credentials[" + certificate.getSubjectX500Principal() + "]";
    }
}
