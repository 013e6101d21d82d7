/**
 * One slot: asks for work, runs one step at a time on a thread of its own, renews its lease from the event loop while the step runs,
 * and reports. It knows the bus and the steps it was given; it knows neither Redis nor the database.
 *
 * <p>A slot that was told to stop hands its task back; one that is drained may end it first, within a grace. A slot whose lease is
 * refused stops, because somebody else has the task. A report that does not get through is sent again until it does or the lease is
 * refused. Beside the slots of a worker is its {@link dev.lectern.worker.PresenceVerticle}, which shows the coordinator who it is.
 */
package dev.lectern.worker;
