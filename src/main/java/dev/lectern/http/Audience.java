package dev.lectern.http;

import dev.lectern.access.Identity;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may hear of which session: what the database says of it, at hand for each event. */
final class Audience {

    private final Store store;
    private final Map<String, Set<String>> accounts = new ConcurrentHashMap<>();

    Audience(Store store) {
        this.store = store;
    }

    Future<Void> load() {
        return store.sharing().whoSeesWhat().map(known -> {
            accounts.putAll(known);
            return null;
        });
    }

    boolean mayHear(Identity who, String sessionId) {
        return who.seesAll()
                || who.account() != null
                        && accounts.getOrDefault(sessionId, Set.of())
                                .contains(who.account().id());
    }

    /** A session is about to be somebody's; told before it is stored, so that nothing of it is missed. */
    void owned(String sessionId, String accountId) {
        if (accountId != null) {
            accounts.computeIfAbsent(sessionId, key -> new HashSet<>()).add(accountId);
        }
    }

    /** Who may see a session was changed. */
    Future<Void> refresh(String sessionId) {
        return store.sharing().whoSees(sessionId).map(known -> {
            accounts.put(sessionId, new HashSet<>(known));
            return null;
        });
    }

    void forget(String sessionId) {
        accounts.remove(sessionId);
    }
}
