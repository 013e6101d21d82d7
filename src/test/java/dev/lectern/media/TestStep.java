package dev.lectern.media;

import dev.lectern.job.CancelToken;
import dev.lectern.job.StepContext;

/** A step that remembers what was said of its progress. */
final class TestStep implements StepContext {

    private final CancelToken cancel = new CancelToken();
    private double progress;

    @Override
    public CancelToken cancel() {
        return cancel;
    }

    @Override
    public void progress(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("progress " + fraction);
        }
        progress = fraction;
    }

    double progress() {
        return progress;
    }
}
