/**
 * Decides what happens next.
 *
 * <p>There is one level-triggered, idempotent operation, {@link dev.lectern.coordinator.Advance}: look at what exists of a job, offer
 * what is missing, and do nothing when nothing is. It runs after an upload, after every finished or failed task, when Redis is back,
 * at start and on a timer, so that recovering from a crash is the normal path run once more. A job is finished by the report of its
 * last task, the track: result and state are one transaction.
 *
 * <p>{@link dev.lectern.coordinator.Dispatch} brings idle slots and waiting tasks together; {@link dev.lectern.coordinator.Crew} knows
 * who works, how they behave, and who is next. {@link dev.lectern.coordinator.LeaseWatch} takes tasks from slots that fell silent.
 * {@link dev.lectern.coordinator.Reports} publishes artefacts and draws the consequences of failures. All of them run on one event
 * loop, so they share plain objects; everything they hold in memory are hints that can be lost.
 *
 * <p>What if …
 * <ul>
 *   <li>the process is killed after an artefact was published and before its task was settled? The task is handed out again, the
 *       artefact is found, the task is settled undone.
 *   <li>Redis is away? Accepted jobs wait in the database; slots go on with what they have and report when it is back.
 *   <li>Redis lost everything? The next pass offers again what is missing; leases from before are refused.
 *   <li>the computer slept, or the coordinator was stopped for a while? Nobody is called silent before having had the time to renew.
 *   <li>an artefact cannot be stored, because the disk is full or the step made something wrong? That was a failed attempt.
 *   <li>a worker fails at everything? What others can do is blamed on it, see {@link dev.lectern.coordinator.Conduct}.
 *   <li>a slot lost its task and speaks again? Then the task did not kill it, and the attempt does not count,
 *       see {@link dev.lectern.coordinator.LostLeases}.
 *   <li>the answer of a claim, or of a hand-over, is lost? A slot that speaks of a task as its own has it; one that keeps saying that it
 *       has nothing does not.
 *   <li>a job is deleted while it is worked on? Its entries leave the queue, the slots are told, and a slot that was not reached hears
 *       it with its next renewal.
 * </ul>
 */
package dev.lectern.coordinator;
