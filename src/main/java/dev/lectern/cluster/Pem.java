package dev.lectern.cluster;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of keys and certificates (RFC 7468). */
public final class Pem {

    static final String CERTIFICATE = "CERTIFICATE";
    static final String PRIVATE_KEY = "PRIVATE KEY";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s+-----END \\1-----");

    private Pem() {}

    /**
     * The first certificate in a text.
     *
     * @throws CertificateException if there is none
     */
    public static X509Certificate certificate(String text) throws CertificateException {
        return certificate(block(text, CERTIFICATE, 0));
    }

    /** Key, certificate and authority in one text. It holds a private key: only for files that nobody else can read. */
    public static String text(Credentials credentials) {
        return Credentials.pem(PRIVATE_KEY, credentials.key().getEncoded())
                + Credentials.pem(credentials.certificate())
                + Credentials.pem(credentials.authority());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws GeneralSecurityException if something is missing, or the key is not that of the certificate
     */
    public static Credentials credentials(String text) throws GeneralSecurityException {
        Credentials read = new Credentials(
                P256.privateKey(block(text, PRIVATE_KEY, 0)),
                certificate(text),
                certificate(block(text, CERTIFICATE, 1)));
        byte[] anything = read.certificate().getSerialNumber().toByteArray();
        if (!P256.signed(read.certificate().getPublicKey(), anything, P256.sign(read.key(), anything))) {
            throw new CertificateException("the key is not that of the certificate");
        }
        return read;
    }

    static X509Certificate certificate(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /**
     * The bytes in a block.
     *
     * @param place how many blocks with the same label come before it
     */
    static byte[] block(String text, String label, int place) throws CertificateException {
        Matcher blocks = BLOCK.matcher(text);
        int passed = 0;
        while (blocks.find()) {
            if (blocks.group(1).equals(label) && passed++ == place) {
                return Base64.getMimeDecoder().decode(blocks.group(2));
            }
        }
        throw new CertificateException("there is no " + label);
    }
}
