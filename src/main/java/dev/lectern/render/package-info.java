/**
 * What is drawn onto a recording: the box around the instructor, the trail of the last seconds, and the heat map of all the time so
 * far. {@code Walk} decides from a result what is to be seen at a moment, without drawing anything; {@code Painter} draws it with
 * Java2D, without a screen and without text.
 *
 * <p>Promises: what was not seen is never drawn as if it had been. A lost instructor has no box, one between two detections a faint
 * and dashed one, and a trail has a hole where nobody knows.
 *
 * <p>Knows nothing of files, ffmpeg, tasks or Vert.x: a result goes in, pixels come out.
 */
package dev.lectern.render;
