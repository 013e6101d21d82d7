package dev.lectern.metrics;

/** Every name of ours, in the dots of Micrometer; Prometheus gets underscores, units and {@code _total}. */
enum Vocabulary {
    INFO("lectern.build.info", "Always 1; its labels say what runs", null),

    QUEUE_TASKS("lectern.queue.tasks", "Tasks in the queue", null),
    QUEUE_OLDEST(
            "lectern.queue.oldest.waiting",
            "How long the task that waits for longest could have been taken",
            "seconds"),
    REDIS_UP("lectern.redis.up", "1 if the queue can be reached", null),
    HANDOVER(
            "lectern.handover",
            "From when a task could be taken (offered or released) until a slot took it",
            "seconds"),
    LEASES_LOST("lectern.leases.lost", "Tasks that were taken from slots that fell silent", null),

    JOBS("lectern.jobs", "Jobs there are", null),
    JOBS_ENDED("lectern.jobs.ended", "Jobs that ended", null),

    TASKS_STARTED("lectern.tasks.started", "Attempts that were begun", null),
    TASKS_RETRIED("lectern.tasks.retried", "Tasks that have to be tried again, after a failure or a lost lease", null),
    TASKS_FINISHED("lectern.tasks.finished", "Reports of slots on how tasks ended", null),
    TASK_DURATION("lectern.task.duration", "How long tasks took on their slots, those that were done", "seconds"),

    SEGMENTS("lectern.detected.segments", "Segments in which persons were looked for", null),
    FRAMES("lectern.detected.frames", "Pictures in which persons were looked for", null),
    SECOND_LOOKS("lectern.second.looks", "Parts of pictures that were looked at again from nearer", null),
    INFERENCE("lectern.inference", "Time in the person detector", "seconds"),
    DECODED(
            "lectern.decoded.pictures",
            "Pictures of recordings that this process had decoded, to look at, draw on or show them",
            null),
    DECODE("lectern.decode.wait", "Time in which the detector waited for pictures", "seconds"),

    SLOTS("lectern.worker.slots", "Slots of the workers that live", null),

    STREAMS("lectern.event.streams", "Clients that listen to events", null),
    UPLOADS("lectern.uploads", "Uploads that came to an end", null),
    UPLOADED("lectern.uploaded", "Recordings that were accepted", "bytes"),

    DISK_FREE("lectern.disk.free", "Free on the disk of the data folder", "bytes"),
    DISK_TOTAL("lectern.disk.size", "Size of the disk of the data folder", "bytes");

    static final String KIND = "kind";
    static final String STATE = "state";
    static final String OUTCOME = "outcome";
    static final String WORKER = "worker";
    static final String VERSION = "version";

    private final String dotted;
    private final String description;
    private final String unit;

    Vocabulary(String dotted, String description, String unit) {
        this.dotted = dotted;
        this.description = description;
        this.unit = unit;
    }

    String dotted() {
        return dotted;
    }

    String description() {
        return description;
    }

    /** Null for what is counted in pieces. */
    String unit() {
        return unit;
    }
}
