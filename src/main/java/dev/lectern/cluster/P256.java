package dev.lectern.cluster;

import dev.lectern.job.Sha256;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The one kind of key that is used here: the curve P-256, and ECDSA with SHA-256. The JDK does all of it. */
public final class P256 {

    static final String SIGNATURE = "SHA256withECDSA";

    private static final String ALGORITHM = "EC";
    private static final String CURVE = "secp256r1";

    private P256() {}

    /** A new key pair. */
    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(new ECGenParameterSpec(CURVE));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a public key.
     *
     * @param der as {@link PublicKey#getEncoded()} gives it
     * @throws InvalidKeyException if it is none, or one of another kind
     */
    public static PublicKey publicKey(byte[] der) throws InvalidKeyException {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
            if (is(key)) {
                return key;
            }
            throw new InvalidKeyException("not a key of " + CURVE);
        } catch (InvalidKeyException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyException(e);
        }
    }

    /** Reads a private key, as {@link PrivateKey#getEncoded()} gives it. */
    public static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** What a key is known by: SHA-256 of its usual DER form, 64 lower-case hexadecimal digits. */
    public static String id(PublicKey key) {
        return Sha256.of(key.getEncoded());
    }

    /** Signs; the signature is Base64. */
    public static String sign(PrivateKey key, byte[] statement) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(key);
            signature.update(statement);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it was signed with the private part of a key; whatever is no signature at all was not. */
    public static boolean signed(PublicKey key, byte[] statement, String base64) {
        if (base64 == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key);
            signature.update(statement);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    static boolean is(PublicKey key) {
        return key instanceof ECPublicKey other
                && other.getParams().getCurve().equals(Curve.P256.getCurve())
                && other.getParams().getOrder().equals(Curve.P256.getOrder());
    }

    private static final class Curve {

        private static final ECParameterSpec P256 = parameters();

        private static ECParameterSpec parameters() {
            try {
                AlgorithmParameters parameters = AlgorithmParameters.getInstance(ALGORITHM);
                parameters.init(new ECGenParameterSpec(CURVE));
                return parameters.getParameterSpec(ECParameterSpec.class);
            } catch (InvalidParameterSpecException e) {
                throw new IllegalStateException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no elliptic curves", e);
            }
        }
    }
}
