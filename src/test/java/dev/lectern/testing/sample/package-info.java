/**
 * Draws the sample recording in {@code docs/sample}: a room, a lecturer who walks a scripted path through it, and the
 * truth about where she was. Everything is drawn in code except the lecturer, who is a cut-out of a photograph in the
 * public domain, because the detector wants a real person. {@link dev.lectern.testing.sample.SampleRecording} is the
 * program. It knows nothing of the product, so that the recording cannot inherit the product's mistakes.
 */
package dev.lectern.testing.sample;
