package dev.lectern.testing;

import dev.lectern.job.CancelToken;
import dev.lectern.job.StepContext;

/** A step in which nobody is told how far it is, and that nobody cancels. */
public final class Silent implements StepContext {

    private final CancelToken cancel = new CancelToken();

    @Override
    public CancelToken cancel() {
        return cancel;
    }

    @Override
    public void progress(double fraction) {
        // Nobody waits for it.
    }
}
