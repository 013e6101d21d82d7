package dev.lectern.worker;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.CancelToken;
import dev.lectern.job.DataFolder;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.TaskFailure;
import java.nio.file.Path;

/** How a slot comes to what a task reads, and how what it made comes to the server. All of it blocks the slot's own thread. */
public interface SessionFiles {

    /**
     * A folder with everything that the task reads: the recording, and for later tasks what was computed from it.
     *
     * @throws TaskFailure transient if the server or the disk is in the way, interrupted if the task is no longer wanted; never
     *     permanent, for that would blame the recording
     */
    SessionFolder fetch(TaskOrder order, CancelToken cancel) throws TaskFailure;

    /**
     * Brings a large artefact to where the server can publish it.
     *
     * @param artefact a file in the step's scratch folder
     * @return its name in the report, see {@link dev.lectern.bus.TaskReport#file()}
     * @throws TaskFailure as {@link #fetch}
     */
    String deliver(TaskOrder order, Path artefact, CancelToken cancel) throws TaskFailure;

    /** What was fetched for the task is not read any more. Called once after each {@link #fetch}, also after one that failed. */
    default void release(TaskOrder order) {}

    /** For slots that work in the server's own data folder. */
    static SessionFiles in(DataFolder data) {
        return new SessionFiles() {
            @Override
            public SessionFolder fetch(TaskOrder order, CancelToken cancel) {
                return data.session(order.sessionId());
            }

            @Override
            public String deliver(TaskOrder order, Path artefact, CancelToken cancel) {
                return artefact.toAbsolutePath().toString();
            }
        };
    }
}
