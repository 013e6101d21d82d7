package dev.lectern.job;

/** Does one {@link TaskKind}. Blocks the calling thread; the same input always gives the same output. */
@FunctionalInterface
public interface Step {

    /**
     * Does the work.
     *
     * @throws TaskFailure if it cannot be done, with a name for what is to follow
     */
    StepOutput run(StepInput input, StepContext context) throws TaskFailure;
}
