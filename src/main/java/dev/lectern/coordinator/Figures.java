package dev.lectern.coordinator;

import dev.lectern.bus.TaskReport;
import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskKind;
import java.time.Duration;

/** Is told what is worth counting, at the moment it is a fact. Called on the coordinator's event loop; quick, and never throws. */
public interface Figures {

    /** How the report of a task was taken. */
    enum Outcome {
        /** It made what it was to make. */
        DONE,
        /** It failed, and its job with it. */
        FAILED,
        /** It failed, and is tried again or was tried often enough. */
        FAILED_FOR_NOW,
        /** It was handed back. */
        HANDED_BACK,
        /** Too late: somebody else has it, it was taken before, or nobody wants it any more. */
        REFUSED
    }

    /** Something happened to a job, and is being told. */
    void told(JobEvent event);

    /**
     * A slot took a task.
     *
     * @param waited since it could be taken, because it was offered, released or handed back
     */
    void handedOver(TaskKind kind, Duration waited);

    /** A slot fell silent and the task it had was taken from it. */
    void leaseLost(TaskKind kind);

    /** A slot said how a task ended. */
    void reported(TaskReport report, Outcome outcome);

    /** Both are told. */
    static Figures both(Figures one, Figures other) {
        return new Figures() {
            @Override
            public void told(JobEvent event) {
                one.told(event);
                other.told(event);
            }

            @Override
            public void handedOver(TaskKind kind, Duration waited) {
                one.handedOver(kind, waited);
                other.handedOver(kind, waited);
            }

            @Override
            public void leaseLost(TaskKind kind) {
                one.leaseLost(kind);
                other.leaseLost(kind);
            }

            @Override
            public void reported(TaskReport report, Outcome outcome) {
                one.reported(report, outcome);
                other.reported(report, outcome);
            }
        };
    }
}
