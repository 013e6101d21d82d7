/**
 * Who teaches, and where that person was: all detections of a recording in, one track with its metrics out. Pure and
 * deterministic: the same detections give the same bytes, in whatever order a frame lists its persons and however the recording
 * was cut into segments.
 *
 * <p>The way: {@code Scene} (one unit for both axes), {@code Associator} (detections become tracklets),
 * {@code Joiner} (tracklets become persons over gaps), {@code InstructorChoice} (one of them teaches), {@code EdgeRepair} (edges that jump away), {@code GapFill} (a point for
 * every sample), {@code DerivedMetrics}, and {@code PayloadV1} writes it all down for the wire. Each stage knows only the records
 * of the one before.
 *
 * <p>Nothing here reads or writes files, looks at pixels, knows a clock or Vert.x.
 */
package dev.lectern.track;
