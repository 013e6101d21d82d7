/**
 * How the instructor moved: the boxes of one person in, positions and metrics with units out. Pure and deterministic; the
 * definitions, their sources and their limits are in docs/metrics.md.
 *
 * <p>The way: {@code Spans} (sightings become stretches without a long gap), {@code AxisSmoother} (a smooth course with its
 * uncertainty for each coordinate), {@code Strides} (the courses in steps of a tenth of a second, moving or standing),
 * {@code ZoneStays} (when somebody was in a zone), {@code MotionReport} (the sums), and {@code MotionJson} writes it down.
 *
 * <p>Inside, lengths are picture heights along both axes and x counts from the middle of the picture, so that a mirrored
 * recording gives mirrored numbers, bit for bit. Nothing here knows who found the person, and how.
 */
package dev.lectern.motion;
