package dev.lectern.coordinator;

import dev.lectern.bus.QueueReport;
import dev.lectern.bus.Renewal;
import dev.lectern.bus.RosterReport;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskReport;
import dev.lectern.bus.WorkerCard;
import dev.lectern.queue.HeldTask;
import dev.lectern.queue.Lease;
import dev.lectern.queue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Everybody who works: who is there, at what, how they behave, and who is to get the next task. */
final class Crew {

    /** Slots speak every second, so who left and missed three times is not on its way back. */
    private static final Duration DEAD = Duration.ofSeconds(3);

    /** What a slot says before it hears of its task may come in late, but not this late. */
    private static final Duration BELIEVED = Duration.ofSeconds(3);

    private static final String SILENT = "It fell silent.";

    private final Slots slots = new Slots();
    private final Roster roster = new Roster();
    private final Conduct conduct = new Conduct();
    private final Set<Lease> onTheirWay = new HashSet<>();
    private final String detector;
    private final Departures departures;
    private final Predicate<String> dead;
    private final Clock clock;

    /**
     * Nobody yet.
     *
     * @param detector identity of the only detector that is of use
     * @param dead whether a holder of leases is known to be gone, whatever the departures say
     */
    Crew(String detector, Departures departures, Predicate<String> dead, Clock clock) {
        this.detector = detector;
        this.departures = departures;
        this.dead = dead;
        this.clock = clock;
    }

    /** A worker said who it is. */
    void shown(WorkerCard card) {
        roster.shown(card, clock.instant());
    }

    /** A slot asked for work. */
    void idle(SlotIdle slot) {
        Instant now = clock.instant();
        slots.idle(slot, now);
        roster.idle(slot.slot(), slot.worker(), now);
        departures.heard(slot.slot(), now);
    }

    /** A slot is still at it. */
    void renewed(Renewal renewal) {
        Instant now = clock.instant();
        slots.busy(renewal.lease().holder(), renewal.worker(), now);
        roster.moved(renewal.lease(), renewal.worker(), renewal.progress(), now);
        departures.heard(renewal.lease().holder(), now);
    }

    /** The slots that may have a task now, at most one of each worker; the first one shall have the first. */
    List<SlotIdle> candidates() {
        Instant now = clock.instant();
        Set<String> fit = fit(now);
        Set<String> sound = sound(fit);
        return slots.candidates(
                slot -> !departures.has(slot.slot())
                        && fit.contains(slot.worker())
                        && (sound.contains(slot.worker()) || mayTry(slot.worker(), sound, now)),
                now);
    }

    /** Who is in quarantine gets one task when its time is over; at once if nobody else is there, for it may do. */
    private boolean mayTry(String worker, Set<String> sound, Instant now) {
        return slots.busyOf(worker) == 0
                && conduct.quarantine(worker)
                        .filter(quarantine -> sound.isEmpty() || !now.isBefore(quarantine.until()))
                        .isPresent();
    }

    /** The entries of the queue that must not be given to a worker as long as those are there that are here now. */
    Set<String> notFor(String worker) {
        Instant now = clock.instant();
        return conduct.notFor(worker, sound(fit(now)), now);
    }

    /** A task was claimed for a slot, which cannot know of it yet. */
    void sending(Lease lease) {
        onTheirWay.add(lease);
        slots.await(lease.holder());
    }

    /** A task came to its slot, or is known not to. */
    void sent(Lease lease) {
        onTheirWay.remove(lease);
        slots.arrived(lease.holder());
    }

    /** A task is on its way to a slot. */
    void given(Lease lease, String worker) {
        slots.busy(lease.holder(), worker, clock.instant());
        roster.given(lease, worker, clock.instant());
    }

    /** A slot took what it was given. What it said meanwhile, it may have said before. */
    void taken(Lease lease, String worker) {
        slots.busy(lease.holder(), worker, clock.instant());
    }

    /** A slot is there, and did not take what it was given, for it is busy. */
    void declined(Lease lease, String worker) {
        taken(lease, worker);
        roster.left(lease.holder());
    }

    /** A slot did not take what it was given, and may not be there. */
    void refused(Lease lease) {
        slots.gone(lease.holder());
        roster.left(lease.holder());
    }

    /** A task is done, and its artefact exists. */
    void succeeded(TaskReport report) {
        Instant now = clock.instant();
        roster.left(report.lease().holder());
        roster.done(report.worker(), now);
        conduct.succeeded(report.worker(), report.lease(), now);
    }

    /** A task failed, and that may be the fault of its worker. */
    void failed(TaskReport report) {
        Instant now = clock.instant();
        Instant began =
                roster.held(report.lease().holder()).map(Roster.Held::since).orElse(now);
        cannotBeDone(report);
        conduct.failed(report.worker(), report.lease(), began, report.sentence(), now);
    }

    /** A task failed, and that is the fault of the recording. */
    void cannotBeDone(TaskReport report) {
        roster.left(report.lease().holder());
        roster.failed(report.worker(), clock.instant());
    }

    /** A task failed for what nobody knows whose fault it is. */
    void couldNotBeStored(TaskReport report) {
        cannotBeDone(report);
        conduct.couldNot(report.worker(), report.lease(), clock.instant());
    }

    /** A task was interrupted, or nobody wants it any more. */
    void stopped(TaskReport report) {
        roster.left(report.lease().holder());
    }

    /** A task was taken from a slot that fell silent. */
    void lost(Lease lease) {
        Instant now = clock.instant();
        roster.held(lease.holder()).filter(held -> held.lease().equals(lease)).ifPresent(held -> {
            roster.left(lease.holder());
            roster.lost(held.worker());
            conduct.failed(held.worker(), lease, held.since(), SILENT, now);
        });
    }

    /** Whether a task is not to blame for failing on a worker, because the worker is known to be bad and others are there. */
    boolean spares(String worker) {
        Set<String> others = sound(fit(clock.instant()));
        others.remove(worker);
        return conduct.quarantine(worker).isPresent() && !others.isEmpty();
    }

    /** The same for a task whose holder fell silent. */
    boolean spares(Lease lost) {
        Optional<Roster.Held> held = roster.held(lost.holder());
        return held.isPresent() && spares(held.get().worker());
    }

    /** A job ended or was deleted. */
    void ended(String jobId) {
        conduct.ended(jobId);
    }

    /** Whether a holder seems to be gone, so that its lease need not lapse. */
    boolean gone(String holder) {
        return dead(holder) || departures.has(holder) && slots.silent(holder, DEAD, clock.instant());
    }

    /** Whether a holder will never speak again. */
    boolean dead(String holder) {
        return dead.test(holder);
    }

    /** A worker was shut out: it is not there any more. */
    void shutOut(String worker) {
        slots.shutOut(worker, roster.forget(worker));
    }

    /** Whether a holder was a slot of a worker that was shut out. */
    boolean isShutOut(String holder) {
        return slots.isShutOut(holder);
    }

    /** Whether a slot that has a task, as the queue sees it, has said for a while that it has none. */
    boolean denies(HeldTask held) {
        Instant handedOut = clock.instant().minus(held.idle());
        return !onTheirWay.contains(held.lease())
                && slots.idleSince(held.lease().holder(), handedOut.plus(BELIEVED));
    }

    /** Whether a holder may be forgotten if it holds nothing; one that comes again after all is as one that is new. */
    boolean unknown(String holder) {
        return !holder.equals(TaskQueue.RELEASED)
                && !holder.equals(TaskQueue.BACKOFF)
                && !slots.present(clock.instant()).containsKey(holder);
    }

    /** Called every now and then. */
    void look() {
        roster.forget(clock.instant());
    }

    int count() {
        return slots.count(clock.instant());
    }

    List<QueueReport.Worker> workers() {
        return slots.workers(clock.instant());
    }

    RosterReport report() {
        return roster.report(conduct::quarantine, worker -> slots.idleWithOther(worker, detector), clock.instant());
    }

    /** The workers that are there and could do a task. */
    private Set<String> fit(Instant now) {
        Set<String> fit = new HashSet<>();
        slots.present(now).forEach((slot, worker) -> {
            if (!departures.has(slot)) {
                fit.add(worker);
            }
        });
        fit.removeIf(worker -> roster.draining(worker) || slots.idleWithOther(worker, detector));
        return fit;
    }

    /** Those of them that are not in quarantine. */
    private Set<String> sound(Set<String> fit) {
        Set<String> sound = new HashSet<>(fit);
        sound.removeIf(worker -> conduct.quarantine(worker).isPresent());
        return sound;
    }
}
