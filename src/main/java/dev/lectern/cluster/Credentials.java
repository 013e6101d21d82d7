package dev.lectern.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who one member of the cluster is, and whom it trusts. Its text form shows no key.
 *
 * @param key its private key, which never leaves its machine
 * @param certificate for that key, signed by the authority
 * @param authority the certificate of the server's private authority; nobody else is trusted
 * @param shutOut the keys of those who are not believed although the authority signed for them, see {@link P256#id}; asked while
 *     hands are shaken, so it must not block
 */
public record Credentials(
        PrivateKey key, X509Certificate certificate, X509Certificate authority, Supplier<Set<String>> shutOut) {

    private static final String ALIAS = "member";
    private static final Supplier<Set<String>> NOBODY = Set::of;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    public Credentials {
        Objects.requireNonNull(key);
        Objects.requireNonNull(certificate);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(shutOut);
    }

    /** Of a member that believes everybody to whom the authority gave a certificate. */
    public Credentials(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        this(key, certificate, authority, NOBODY);
    }

    /** Whether somebody with a certificate of the authority is believed now. */
    boolean believes(X509Certificate member) {
        return !shutOut.get().contains(P256.id(member.getPublicKey()));
    }

    /**
     * Who is not believed now, as a list (RFC 5280) for what cannot be given {@link #trust()}. It is signed by nobody who counts: only
     * for the member itself.
     */
    Buffer revoked() {
        return Buffer.buffer(CertificateForm.revoked(
                key, authority.getSubjectX500Principal(), shutOut.get(), certificate.getNotBefore()));
    }

    /** For what Vert.x serves or connects to. */
    public PemKeyCertOptions identity() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(pem(certificate)))
                .addKeyValue(Buffer.buffer(pem("PRIVATE KEY", key.getEncoded())));
    }

    /** For whom Vert.x believes; what is written as JSON on the way, as the options of its event bus are, loses it. */
    public TrustOptions trust() {
        return TrustOptions.wrap(MemberTrust.of(this));
    }

    /** The authority, for what cannot be given {@link #trust()}; to be used with {@link #revoked()}. */
    PemTrustOptions trustInAll() {
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
