package dev.lectern.worker;

import dev.lectern.bus.WorkerCard;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Step;
import dev.lectern.job.TaskKind;
import java.time.Duration;
import java.util.Map;

/** Slots that are as those of a worker and only in more of a hurry. */
public final class TestSlots {

    private static final Duration BEAT = Duration.ofMillis(40);

    private TestSlots() {}

    /** Shows a worker's card as often as its slots speak. */
    public static PresenceVerticle presence(WorkerCard card) {
        return new PresenceVerticle(card, BEAT);
    }

    public static WorkerVerticle slot(String slot, String worker, Map<TaskKind, Step> steps, DataFolder data) {
        return new WorkerVerticle(slot, worker, "fake", steps, SessionFiles.in(data), data.work(), BEAT);
    }
}
