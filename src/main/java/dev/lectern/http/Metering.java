package dev.lectern.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** What HTTP tells and asks those who measure. */
public interface Metering {

    /**
     * An upload was accepted.
     *
     * @param bytes size of the recording
     */
    void uploaded(long bytes);

    /** An upload was refused or broke off. */
    void uploadRefused();

    /**
     * Everything that is measured, in the text format of Prometheus, version 0.0.4. What cannot be asked for now is left out; fails
     * only if nothing can be said at all.
     *
     * @param streams how many clients listen to events
     */
    Future<Buffer> text(int streams);
}
