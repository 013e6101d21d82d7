/**
 * What is known of a recording before all of it was looked at: a preliminary result, made again as more segments are done, and gone when
 * the result is there. It is made here on the server from the detections of those segments, off the event loop and on one thread of
 * its own; no picture is decoded for it.
 *
 * <p>It is derived and kept in memory only: a server that was killed makes it again when it starts, nothing of it is ever on the
 * disk, and the result does not depend on it. That it cannot be made stops nobody.
 *
 * <p>{@code PreviewDesk} hears of segments that are done, {@code Cadence} says when another one is worth its time, {@code Covered} what was
 * looked at, {@code Drafting} makes it, {@code Rounds} keeps two from being made at once, {@code Kept} has the newest of each recording.
 */
package dev.lectern.preview;
