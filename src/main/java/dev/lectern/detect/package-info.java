/**
 * Finds persons in frames with onnxruntime: frame in, persons out. Plain library code without Vert.x.
 *
 * <p>{@link dev.lectern.detect.DetectorModel} is the model, loaded once and shared by all threads; {@link
 * dev.lectern.detect.PersonDetector} looks at the frames of one recording on one thread. The bundled model is NanoDet-g, which the
 * build makes (see {@code convert}); YOLOX and Ultralytics models of one's own are understood too. {@link
 * dev.lectern.detect.DetectionCodec} turns detections into the bytes that are stored and back. While the
 * frame is at hand, what each person looks like ({@link dev.lectern.detect.Appearance}) and the picture as a whole ({@link
 * dev.lectern.detect.View}) are noted in a few bytes, so that nobody has to decode it again to tell persons apart.
 *
 * <p>{@link dev.lectern.detect.Providers} opens a model on other hardware than the processor, where it is told to and there is some.
 *
 * <p>The same frames give the same detections, whatever was looked at before, on the same kind of hardware. Everything weaker
 * than certain is handed on with its score: who is the person that teaches, and what is noise, is decided in {@code track}, which
 * this package must not know.
 */
package dev.lectern.detect;
