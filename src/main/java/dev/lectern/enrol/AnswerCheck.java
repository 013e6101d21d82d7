package dev.lectern.enrol;

import dev.lectern.cluster.CertificateAuthority;
import dev.lectern.cluster.Credentials;
import dev.lectern.cluster.P256;
import dev.lectern.cluster.Pem;
import dev.lectern.cluster.PrivateFolder;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an answer comes from the right server and belongs to our request.
 *
 * @param token that was used; empty if none was
 * @param earlier what the worker had before it asked
 */
record AnswerCheck(URI server, EnrolRequest request, Optional<JoinToken> token, Optional<Credentials> earlier) {

    /** Gives the identity its new certificate, if all of the answer holds. */
    void check(EnrolAnswer answer, WorkerIdentity identity) throws EnrolFailure {
        try {
            X509Certificate authority = Pem.certificate(answer.authority());
            X509Certificate certificate = Pem.certificate(answer.certificate());
            byte[] statement = answer.statement(request.nonce());
            if (!known(answer, authority, statement)) {
                throw untrusted(
                        token.isPresent()
                                ? " is not the one that made this token, or somebody in between changed its answer."
                                : " has another certificate authority than the one that let this worker in before. If that is "
                                        + "right, let it in again with a token.",
                        null);
            }
            certificate.verify(authority.getPublicKey());
            boolean ours = certificate.getPublicKey().equals(identity.key())
                    && CertificateAuthority.worker(certificate).equals(Optional.of(answer.worker()));
            if (!ours || !P256.signed(authority.getPublicKey(), statement, answer.signature())) {
                throw untrusted(" answered something that its authority did not sign for this worker.", null);
            }
            identity.take(certificate, authority, Set.copyOf(answer.shutOut()));
        } catch (GeneralSecurityException e) {
            throw untrusted(" answered with a certificate that is not good.", e);
        } catch (IOException e) {
            throw new EnrolFailure(
                    EnrolFailure.Kind.BROKEN,
                    "This worker's certificate cannot be written: " + PrivateFolder.reason(e) + ".",
                    e);
        }
    }

    private boolean known(EnrolAnswer answer, X509Certificate authority, byte[] statement) {
        if (earlier.isPresent() && earlier.get().authority().equals(authority)) {
            return true;
        }
        if (token.isPresent()) {
            return token.get().authority().equals(CertificateAuthority.fingerprint(authority))
                    && token.get().proves(statement, answer.hmac());
        }
        // The first time without a token is for one machine.
        return earlier.isEmpty();
    }

    private EnrolFailure untrusted(String sentence, Throwable cause) {
        return new EnrolFailure(EnrolFailure.Kind.UNTRUSTED, "The server at " + server + sentence, cause);
    }
}
