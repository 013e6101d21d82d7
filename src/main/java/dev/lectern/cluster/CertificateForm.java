package dev.lectern.cluster;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What our certificates look like (RFC 5280). Only the form is made here with BouncyCastle; keys and signatures are the JDK's, whose
 * list of providers stays as it is.
 */
final class CertificateForm {

    private static final String ORGANISATION = "Lectern";
    private static final int SERIAL_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern DNS = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");

    private CertificateForm() {}

    /** The certificate of a new authority, signed by itself. */
    static X509Certificate authority(KeyPair keys, Instant from, Instant until) {
        byte[] distinct = new byte[4];
        RANDOM.nextBytes(distinct);
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, ORGANISATION)
                .addRDN(BCStyle.CN, "Lectern " + HexFormat.of().formatHex(distinct))
                .build();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, serial(), Date.from(from), Date.from(until), name, keys.getPublic());
        add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
        // It also signs what it answers to workers.
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
        add(builder, Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys.getPrivate());
    }

    /** A member's certificate. */
    static X509Certificate member(
            PrivateKey signer,
            X509Certificate authority,
            PublicKey key,
            X500Principal subject,
            List<String> hosts,
            Instant from,
            Instant until) {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.getSubjectX500Principal(),
                serial(P256.id(key)),
                Date.from(from),
                Date.from(until),
                subject,
                key);
        add(builder, Extension.basicConstraints, true, new BasicConstraints(false));
        add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        // Each member is called by the others and calls them.
        add(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        add(
                builder,
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(hosts.stream().map(CertificateForm::name).toArray(GeneralName[]::new)));
        add(builder, Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(key));
        add(
                builder,
                Extension.authorityKeyIdentifier,
                false,
                extensions().createAuthorityKeyIdentifier(authority.getPublicKey()));
        return signed(builder, signer);
    }

    /**
     * A list of members whose certificates are not to be believed.
     *
     * @param keys theirs, see {@link P256#id}
     */
    static byte[] revoked(PrivateKey signer, X500Principal issuer, Set<String> keys, Date since) {
        X509v2CRLBuilder list = new JcaX509v2CRLBuilder(issuer, since);
        keys.forEach(key -> list.addCRLEntry(serial(key), since, CRLReason.unspecified));
        try {
            return list.build(new JcaContentSignerBuilder(P256.SIGNATURE).build(signer))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The subject of a member's certificate. */
    static X500Principal subject(String name, String role) {
        try {
            return new X500Principal(new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.O, ORGANISATION)
                    .addRDN(BCStyle.OU, role)
                    .addRDN(BCStyle.CN, name)
                    .build()
                    .getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static GeneralName name(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.contains(":") || IPV4.matcher(bare).matches()) {
            return address(bare);
        }
        if (DNS.matcher(bare).matches()) {
            return new GeneralName(GeneralName.dNSName, bare);
        }
        throw new IllegalArgumentException("not the name or address of a host: " + host);
    }

    private static GeneralName address(String literal) {
        try {
            return new GeneralName(GeneralName.iPAddress, literal);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not the name or address of a host: " + literal, e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).max(BigInteger.ONE);
    }

    /**
     * The serial number of all certificates of a member. A member is its key, and lists of revoked certificates know nothing but serial
     * numbers: so one entry is for all of them, those included that are not made yet.
     *
     * @param key see {@link P256#id}
     */
    private static BigInteger serial(String key) {
        return new BigInteger(key.substring(0, SERIAL_BITS / 4), 16).max(BigInteger.ONE);
    }

    private static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(
            X509v3CertificateBuilder builder, ASN1ObjectIdentifier what, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(what, critical, value);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            return Pem.certificate(builder.build(new JcaContentSignerBuilder(P256.SIGNATURE).build(signer))
                    .getEncoded());
        } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
