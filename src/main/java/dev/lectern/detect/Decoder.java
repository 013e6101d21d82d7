package dev.lectern.detect;

import java.util.List;

/** Reads persons out of what a model says. */
interface Decoder {

    /**
     * Adds every candidate for a person, in pixels of the model's input.
     *
     * @param outputs in the order in which the model declares them
     * @throws UnusableModel if the outputs do not have the shapes of this family
     */
    void decode(List<Output> outputs, Candidates candidates) throws UnusableModel;
}
