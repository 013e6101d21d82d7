package dev.lectern.job;

import java.nio.file.Path;

/**
 * What a step made: either bytes, or a file in the step's scratch folder. It counts only once it was published.
 *
 * @param content a small artefact; null if it is a file
 * @param file a large artefact; null if it is bytes
 * @param thumbnail what {@link TaskKind#INSPECT} makes besides, a JPEG; null if there is none
 * @param spent what it took, as far as the step measured that
 */
public record StepOutput(byte[] content, Path file, byte[] thumbnail, Spent spent) {

    public StepOutput {
        if ((content == null) == (file == null)) {
            throw new IllegalArgumentException("an output is either bytes or a file");
        }
        spent = spent == null ? Spent.UNKNOWN : spent;
    }

    public static StepOutput bytes(byte[] content) {
        return new StepOutput(content, null, null, null);
    }

    public static StepOutput file(Path file) {
        return new StepOutput(null, file, null, null);
    }

    /** The same with a thumbnail, if there is one. */
    public StepOutput with(byte[] picture) {
        return new StepOutput(content, file, picture, spent);
    }

    /** The same with what it took. */
    public StepOutput spending(Spent measured) {
        return new StepOutput(content, file, thumbnail, measured);
    }
}
