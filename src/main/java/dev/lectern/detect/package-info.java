/**
 * Finds persons in frames with onnxruntime: frame in, persons out. Plain library code without Vert.x; one detector serves one
 * thread.
 */
package dev.lectern.detect;
