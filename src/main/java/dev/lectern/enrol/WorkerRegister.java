package dev.lectern.enrol;

import dev.lectern.cluster.P256;
import dev.lectern.cluster.Revocation;
import dev.lectern.cluster.Revocations;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who was let in, and who of them was shut out again. It blocks on the disk. Thread safe. */
final class WorkerRegister {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerRegister.class);

    private final WorkerNames names;
    private final JoinTokens tokens;
    private final Revocations revocations;
    private final Clock clock;

    WorkerRegister(WorkerNames names, JoinTokens tokens, Revocations revocations, Clock clock) {
        this.names = names;
        this.tokens = tokens;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Lets nobody pass who was shut out, whatever else the worker may show. */
    void check(PublicKey key) throws Refusal {
        Optional<Revocation> revocation = revocations.of(key);
        if (revocation.isPresent()) {
            throw new Refusal(
                    Refusal.Kind.REVOKED,
                    "This worker (" + revocation.get().worker() + ") was shut out of the server on "
                            + revocation.get().at().truncatedTo(ChronoUnit.SECONDS)
                            + " by who runs it, and ends. If its machine is to work again: delete cluster/identity.pem in "
                            + "the worker's --data folder, and start it with a new token of lectern worker-token.");
        }
    }

    /** Everybody, by name; who was shut out and came again with another key is there twice. */
    List<KnownWorker> known() {
        Map<String, WorkerNames.Holder> byKey = new LinkedHashMap<>();
        names.all().forEach(holder -> byKey.put(holder.key(), holder));
        Set<KnownWorker> known = new LinkedHashSet<>();
        for (Revocation one : revocations.all()) {
            WorkerNames.Holder holder = byKey.remove(one.key());
            known.add(new KnownWorker(one.worker(), one.host(), holder == null ? null : holder.enrolled(), one.at()));
        }
        Map<String, KnownWorker> letIn = new LinkedHashMap<>();
        // Of those that were called the same one after the other, the last one has the name.
        byKey.values()
                .forEach(holder -> letIn.put(
                        holder.name(), new KnownWorker(holder.name(), holder.host(), holder.enrolled(), null)));
        known.addAll(letIn.values());
        return known.stream()
                .sorted(Comparator.comparing(KnownWorker::name)
                        .thenComparing(KnownWorker::revoked, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    /**
     * Shuts out everybody who goes, or went, by a name, and ends the tokens that let them in: with those they would come again with
     * another key. Done again, it changes nothing.
     */
    Removed revoke(String name) throws IOException, Refusal {
        if (Registrar.reserved(name)) {
            throw new Refusal(
                    Refusal.Kind.INVALID,
                    name + " is the server itself, and works with its own slots: with LECTERN_WORKERS=0 it has none.");
        }
        Set<String> out = revocations.all().stream().map(Revocation::key).collect(Collectors.toSet());
        List<WorkerNames.Holder> called = names.all().stream()
                .filter(holder -> holder.name().equals(name))
                .filter(holder -> !out.contains(holder.key()))
                .toList();
        if (called.isEmpty()) {
            return revokedBefore(name);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Set<String> letInBy = new HashSet<>();
        called.forEach(holder -> letInBy.addAll(holder.tokens()));
        // Last comes what makes it done, so that it can be done again if something fails.
        int ended = tokens.end(letInBy);
        revocations.add(called.stream()
                .map(holder -> new Revocation(holder.key(), name, holder.host(), now))
                .toList());
        LOG.warn("worker={} was shut out, with {} key(s) and {} join token(s)", name, called.size(), ended);
        return new Removed(
                name, called.stream().map(WorkerNames.Holder::key).collect(Collectors.toSet()), now, false, ended);
    }

    private Removed revokedBefore(String name) throws Refusal {
        List<Revocation> before = revocations.all().stream()
                .filter(one -> one.worker().equals(name))
                .toList();
        Instant last = before.stream()
                .map(Revocation::at)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new Refusal(
                        Refusal.Kind.UNKNOWN,
                        "No worker " + name + " was ever let in here; lectern worker list shows all."));
        return new Removed(name, before.stream().map(Revocation::key).collect(Collectors.toSet()), last, true, 0);
    }

    /** What a worker is known by from now on, see {@link WorkerNames#assign}. */
    String enrolled(Admission admission, Set<String> live) throws IOException {
        EnrolRequest request = admission.request();
        return names.assign(
                new WorkerNames.Newcomer(
                        request.name(),
                        P256.id(admission.key()),
                        request.host(),
                        admission.token().map(JoinToken::id)),
                live);
    }
}
