package dev.lectern.job;

/** What a running step is given besides its input. */
public interface StepContext {

    /** Cancelled when the work is no longer wanted. */
    CancelToken cancel();

    /**
     * Says how much of this step is done. Cheap: may be called for every frame.
     *
     * @param fraction 0 to 1
     */
    void progress(double fraction);
}
