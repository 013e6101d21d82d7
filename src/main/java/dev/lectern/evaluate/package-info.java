/**
 * How well a recording was followed, against what is known to be true of it: a {@link dev.lectern.evaluate.Truth} and what a
 * {@link dev.lectern.evaluate.Follower} made of the same detections in, an {@link dev.lectern.evaluate.Evaluation} out. There is one
 * definition of every figure, for the command line, for the tests and for docs/accuracy.md.
 *
 * <p>Two rules are compared: {@code OwnTracker}, the only class here that knows how the tracker is called, and {@code BaselineRule},
 * a simple rule that a tracker has to beat. {@code InstructorFigures} looks at the one track of the result;
 * {@code IdentityFigures} looks at everybody by the definitions that are usual for many persons ({@code Hota}, {@code Idf1},
 * {@code IdSwitches}). {@code MotFiles} writes truth and tracks as text, so that other people's programs can check the figures.
 *
 * <p>Apart from reading truth files and writing text nothing here touches a file, a clock or a picture.
 */
package dev.lectern.evaluate;
