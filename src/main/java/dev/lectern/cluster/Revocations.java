package dev.lectern.cluster;

import dev.lectern.job.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workers that were shut out, in a file of the authority's folder. None is ever forgotten. Thread safe. */
public final class Revocations {

    private static final String FILE = "revoked.json";

    private final PrivateFolder folder;
    private volatile Map<String, Revocation> byKey;

    private Revocations(PrivateFolder folder, Map<String, Revocation> byKey) {
        this.folder = folder;
        this.byKey = byKey;
    }

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException if it is damaged: nobody may be let in again for that
     */
    static Revocations open(PrivateFolder folder) throws IOException {
        byte[] kept = folder.read(FILE).orElse(new byte[] {'[', ']'});
        try {
            return new Revocations(folder, with(Map.of(), List.of(Json.read(kept, Revocation[].class))));
        } catch (UncheckedIOException | NullPointerException e) {
            throw new IllegalArgumentException(FILE + " is no list of workers", e);
        }
    }

    /** Whether the worker with a key was shut out, and when. */
    public Optional<Revocation> of(PublicKey key) {
        return Optional.ofNullable(byKey.get(P256.id(key)));
    }

    /** The keys of all of them, see {@link P256#id}. */
    Set<String> keys() {
        return byKey.keySet();
    }

    /** All of them, in the order in which they were shut out. */
    public List<Revocation> all() {
        return List.copyOf(byKey.values());
    }

    /** Shuts workers out; blocks until that is on the disk. Who was shut out before stays so since then. */
    public synchronized void add(Collection<Revocation> more) throws IOException {
        Map<String, Revocation> all = with(byKey, more);
        folder.write(FILE, Json.bytes(all.values()));
        byKey = all;
    }

    private static Map<String, Revocation> with(Map<String, Revocation> known, Collection<Revocation> more) {
        Map<String, Revocation> all = new LinkedHashMap<>(known);
        more.forEach(one -> all.putIfAbsent(one.key(), one));
        return Collections.unmodifiableMap(all);
    }
}
