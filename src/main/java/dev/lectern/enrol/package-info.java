/**
 * How a worker is let in. It makes its own key, asks the server over HTTP, and is given a certificate, the server's authority and the
 * place where to meet. It is believed for one of three reasons: it is on the same machine and nobody else can reach the server; it
 * shows the certificate of an earlier time; or it has a join token.
 *
 * <p>All of this may go over plain HTTP. No secret is ever sent: the private key stays with the worker, and of a token only its name
 * and an HMAC under its secret. The worker knows the server by the authority: by its fingerprint, which is part of the token, or by
 * that of the last time; and the authority signs the whole answer together with the worker's nonce. So somebody in between can hinder
 * an enrolment but neither join nor lead a worker elsewhere. What remains is the very first enrolment without a token, which is for
 * one machine only.
 *
 * <p>None of the three reasons counts for a key that was shut out ({@link dev.lectern.enrol.Removed}). Nor do the tokens that let it in,
 * from then on: who had it could make another key and come again.
 *
 * <p>Who lets in is {@link dev.lectern.enrol.Registrar}, who asks is {@link dev.lectern.enrol.EnrolClient}.
 */
package dev.lectern.enrol;
