package dev.lectern.http;

import dev.lectern.job.Sha256;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hashes of uploads that come in pieces, as far as this server has seen them come from the first byte on; only to save reading them again.
 * What is being written is not in here meanwhile. Lives on one event loop.
 */
final class HashesSoFar {

    private final Map<String, HashSoFar> hashes = new HashMap<>();

    /**
     * A hash of the first bytes of an upload.
     *
     * @param digest null if they were not all seen
     * @param bytes how many
     */
    record HashSoFar(MessageDigest digest, long bytes) {

        /** After so many more were put into the digest. */
        HashSoFar and(long more) {
            return new HashSoFar(digest, bytes + more);
        }
    }

    /** Takes the hash of what is there before an offset, to go on with it. */
    HashSoFar of(String upload, long offset) {
        HashSoFar before = hashes.remove(upload);
        if (offset == 0) {
            return new HashSoFar(Sha256.digest(), 0);
        }
        return before != null && before.bytes() == offset ? before : new HashSoFar(null, offset);
    }

    /** What was taken has come further, and all of that is on the disk. */
    void keep(String upload, HashSoFar hash) {
        if (hash.digest() != null) {
            hashes.put(upload, hash);
        }
    }

    /** Takes the hash of a whole upload, as text; empty if it has to be read for that. */
    Optional<String> whole(String upload, long length) {
        return Optional.ofNullable(hashes.remove(upload))
                .filter(hash -> hash.bytes() == length)
                .map(hash -> Sha256.text(hash.digest()));
    }

    /** Forgets all, also those of uploads with which nobody goes on. */
    void forget() {
        hashes.clear();
    }
}
