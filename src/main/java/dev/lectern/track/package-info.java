/**
 * Who teaches, and where that person was: all detections of a recording in, one track with its metrics out. Pure and
 * deterministic: the same detections give the same bytes, in whatever order a frame lists its persons and however the recording
 * was cut into segments.
 *
 * <p>The way: {@code Scene} (one unit for both axes), {@code Associator} (detections become tracklets), {@code Joiner} (tracklets
 * become persons over gaps; {@code Reunion} says what speaks for it), and that is an {@link dev.lectern.track.Association}, which
 * takes seconds for hours. Then, in milliseconds and again for every correction: {@code InstructorChoice} (one of them teaches, by
 * {@code Evidence}), {@code Following} (whose sights make the track, after {@link dev.lectern.track.Corrections}), {@code EdgeRepair}
 * (edges that jump away), {@code GapFill} (a point for every sample), {@code DerivedMetrics}, {@code Judgement} (how sure, and why) and
 * {@code Review} (what deserves a look). {@code PayloadV1} writes it all down for the wire. Each stage knows only the records of
 * the one before.
 *
 * <p>Nothing here reads or writes files, looks at pixels, knows a clock or Vert.x. {@code docs/tracking.md} gives the reasons, the
 * sources and what is known to fail.
 */
package dev.lectern.track;
