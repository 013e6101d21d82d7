/**
 * What makes a start quick: an archive of the classes that a start needs ({@link dev.lectern.start.ClassArchive}), as the JVM
 * writes it at the end of a {@link dev.lectern.start.TrainingRun} of the jar. The start script, {@code src/main/start/lectern},
 * uses it; {@code java -jar} does not, as a jar cannot name it. {@link dev.lectern.start.StartBuild} is run by the build.
 *
 * <p>Promises: whoever trains hears why it did not work and goes on without; a file that is there is whole.
 *
 * <p>An archive is good for one JVM and one jar at one place: its name says which JVM, and the JVM itself refuses it for another
 * one. Of ours it knows the temporary folders.
 */
package dev.lectern.start;
