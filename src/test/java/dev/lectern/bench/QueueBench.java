package dev.lectern.bench;

import dev.lectern.bus.Addresses;
import dev.lectern.bus.JobHint;
import dev.lectern.bus.SlotIdle;
import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Job;
import dev.lectern.store.QueueCounts;
import dev.lectern.testing.Eventually;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How many tasks that do nothing come through, and how long an idle slot waits for one while many wait: first the queue and the bus
 * alone, beside BullMQ on the same Redis, in turns; then the whole coordinator, with its database, files and events.
 */
final class QueueBench {

    private static final int SLOTS = 8;
    private static final int TASKS = 10_000;
    private static final int ROUNDS = 5;
    private static final int JOBS = 1_100;
    /** Inspect, one segment, track. */
    private static final int TASKS_OF_JOB = 3;

    private QueueBench() {}

    static void run(Scores scores) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ourGap = new double[ROUNDS];
        double[] theirGap = new double[ROUNDS];
        try (Workshop workshop = new Workshop();
                BullMq peer = BullMq.install()) {
            // Not counted: the compilers are at work.
            new BareQueue(workshop, SLOTS).run(TASKS / 2);
            if (peer.missing() == null) {
                peer.run(workshop.redis(), SLOTS, TASKS / 2);
            }
            for (int i = 0; i < ROUNDS; i++) {
                Through bare = new BareQueue(workshop, SLOTS).run(TASKS);
                ours[i] = bare.perSecond();
                ourGap[i] = bare.handOverMillis();
                print("queue and bus alone: %,.0f tasks/s, hand-over p50 %.2f ms", ours[i], ourGap[i]);
                if (peer.missing() == null) {
                    Through bull = peer.run(workshop.redis(), SLOTS, TASKS);
                    theirs[i] = bull.perSecond();
                    theirGap[i] = bull.handOverMillis();
                    print("; BullMQ: %,.0f tasks/s, hand-over p50 %.2f ms", theirs[i], theirGap[i]);
                }
                print("%n");
            }
            scores.atLeast("queue: tasks through queue and bus", Median.of(ours), 2_000, "/s");
            if (peer.missing() == null) {
                scores.beside("queue: the same beside BullMQ", Median.of(ours), Median.of(theirs), "/s");
                scores.beside("queue: hand-over p50 beside BullMQ", Median.of(ourGap), Median.of(theirGap), "ms");
            } else {
                scores.skipped("queue: beside BullMQ", peer.missing());
            }
        }
        coordinated(scores);
    }

    private static void coordinated(Scores scores) throws Exception {
        Map<String, Long> idleSince = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
        try (Workshop workshop = new Workshop()) {
            EventBus bus = workshop.vertx().eventBus();
            bus.<Object>addOutboundInterceptor(sending -> {
                if (sending.body() instanceof SlotIdle idle) {
                    idleSince.put(idle.slot(), System.nanoTime());
                } else if (sending.body() instanceof TaskOrder order) {
                    Long since = idleSince.remove(order.lease().holder());
                    if (since != null) {
                        waits.add((System.nanoTime() - since) / 1e6);
                    }
                }
                sending.next();
            });
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                jobs.add(workshop.job());
            }
            workshop.open(SLOTS, Workshop.idleSteps(1));
            long begun = System.nanoTime();
            jobs.forEach(job -> bus.send(Addresses.JOB_ADDED, new JobHint(job.id())));
            Eventually.becomes(
                    Duration.ofMinutes(3),
                    "all jobs to be done",
                    () -> isDone(workshop.store().jobs().counts().await()));
            double seconds = (System.nanoTime() - begun) / 1e9;
            scores.atLeast("queue: tasks through the whole coordinator", JOBS * TASKS_OF_JOB / seconds, 2_000, "/s");
            double p50 =
                    Median.of(waits.stream().mapToDouble(Double::doubleValue).toArray());
            scores.below("queue: hand-over p50 of it, " + JOBS + " jobs waiting", p50, 10, "ms");
        }
    }

    private static boolean isDone(QueueCounts counts) {
        return counts.queued() + counts.running() == 0;
    }

    /**
     * What came of one run.
     *
     * @param perSecond tasks from the first offer to the last one settled
     * @param handOverMillis from the end of a task until its slot begins the next one, the median while tasks wait
     */
    record Through(double perSecond, double handOverMillis) {}

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
