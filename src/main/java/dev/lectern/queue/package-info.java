/**
 * What is waiting and what is being worked on.
 *
 * <p>A task that is to be done is an entry of one Redis stream; the workers are one consumer group of it. Redis keeps, for every
 * entry that was handed out, who has it, how long ago that was said last, and how many times it was handed out: that is the lease,
 * and no second protocol is built beside it.
 *
 * <pre>
 *   offer ──► waiting ──claim──► held by slot ──settle──► gone
 *                ▲                 │ │ │ ▲
 *                │                 │ │ └─┘ renew
 *                ├──── released ◄──┘ │ lapsed (not renewed in time) or handed back (costs no attempt)
 *                └──── backoff  ◄────┘ failed for now, released after a while
 * </pre>
 *
 * <p>{@code released} and {@code backoff} are consumers of the group that nobody is: an entry that belongs to them is held by no
 * slot. Everything a slot says carries its {@link dev.lectern.queue.Lease}; when the entry meanwhile belongs to another consumer, or
 * was handed out again, the lease is refused. That is the fence: a slot that was frozen and wakes up can do no harm.
 *
 * <p>Who loses a task loses it with its number, so that old leases stay bad; how many of the losses do not count is noted beside the
 * stream, by entry, as long as the entry is there.
 *
 * <p>The stream is a convenience, not the truth. If Redis loses everything, the coordinator offers again what is missing. An entry
 * whose job is gone or whose artefact exists is simply settled. Offering is idempotent: one hash per job remembers which of its
 * tasks are in the stream.
 */
package dev.lectern.queue;
