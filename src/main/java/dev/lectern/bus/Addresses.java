package dev.lectern.bus;

/** Every address of the event bus. */
public final class Addresses {

    /** To the coordinator: a slot has nothing to do. {@link SlotIdle}, sent again while it stays so; no answer. */
    public static final String IDLE = "lectern.coordinator.idle";

    /** To the coordinator: {@link Renewal}, answered with whether to go on. */
    public static final String RENEW = "lectern.coordinator.renew";

    /** To the coordinator: {@link TaskReport}, answered with whether it was accepted. */
    public static final String REPORT = "lectern.coordinator.report";

    /** To the coordinator: {@link WorkerCard}, sent again every second, answered so that a worker knows it is heard. */
    public static final String WORKER = "lectern.coordinator.worker";

    /** To the coordinator: {@link WorkerRemoved}, answered when what the worker had is on its way to others. */
    public static final String WORKER_REMOVED = "lectern.coordinator.worker-removed";

    /** To the coordinator: {@link JobHint} that a job was added; no answer. */
    public static final String JOB_ADDED = "lectern.coordinator.job-added";

    /** To the coordinator: {@link JobHint} that a job with work to do was deleted, answered when that work was told to stop. */
    public static final String JOB_REMOVED = "lectern.coordinator.job-removed";

    /** To the coordinator: {@link SessionHint} that a session was deleted; no answer. */
    public static final String SESSION_REMOVED = "lectern.coordinator.session-removed";

    /** To the coordinator: {@link Corrected}, which is to be told; no answer. */
    public static final String CORRECTED = "lectern.coordinator.corrected";

    /** To the coordinator: {@link Previewed}, which is to be told; no answer. */
    public static final String PREVIEWED = "lectern.coordinator.previewed";

    /** To the coordinator: how is the queue? Empty, answered with {@link QueueReport}. */
    public static final String QUEUE = "lectern.coordinator.queue";

    /** To the coordinator: who works, and at what? Empty, answered with {@link RosterReport}. */
    public static final String ROSTER = "lectern.coordinator.roster";

    /** To the coordinator: look at everything now. Empty, answered with the number of jobs that had been forgotten. */
    public static final String RECOVER = "lectern.coordinator.recover";

    /** To all slots: {@link JobHint} that work on a job is no longer wanted. */
    public static final String CANCELLED = "lectern.cancelled";

    /** To everybody: {@link EventNews}, in the order of the log. Who misses one finds it in the log. */
    public static final String EVENTS = "lectern.events";

    /** To everybody: {@link SessionHint} that a session was deleted. Stands in no log. */
    public static final String SESSION_DELETED = "lectern.session-deleted";

    private static final String SLOT = "lectern.slot.";

    private Addresses() {}

    /** To one slot: {@link TaskOrder}, answered when it is taken. */
    public static String slot(String slot) {
        return SLOT + slot;
    }
}
