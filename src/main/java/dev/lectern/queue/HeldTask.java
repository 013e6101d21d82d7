package dev.lectern.queue;

import java.time.Duration;

/**
 * A task that was handed out and not settled, as the queue sees it.
 *
 * @param lease who has it; the holder may be {@link TaskQueue#RELEASED} or {@link TaskQueue#BACKOFF}
 * @param idle how long ago it was handed out, renewed, released or put off
 */
public record HeldTask(Lease lease, Duration idle) {}
