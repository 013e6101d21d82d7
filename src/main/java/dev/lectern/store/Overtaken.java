package dev.lectern.store;

/** What a change was made to is not what holds any more: a job began, or somebody else was quicker. */
public final class Overtaken extends Exception {

    private static final long serialVersionUID = 1L;

    private final String jobId;

    Overtaken(String jobId) {
        super(jobId == null ? "something else holds now" : "job " + jobId + " is at work");
        this.jobId = jobId;
    }

    /** The job that is at work on the session; null if it is something else. */
    public String jobId() {
        return jobId;
    }
}
