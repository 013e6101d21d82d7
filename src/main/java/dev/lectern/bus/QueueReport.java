package dev.lectern.bus;

/**
 * How the queue is.
 *
 * @param workers live workers (JVMs)
 * @param slots live slots of all of them
 * @param busySlots slots that have a task
 * @param redisUp whether the queue can be reached
 */
public record QueueReport(int workers, int slots, int busySlots, boolean redisUp) {}
