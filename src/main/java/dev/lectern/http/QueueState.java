package dev.lectern.http;

/**
 * Who is there to work.
 *
 * @param workers slots that live now, on all machines
 * @param redisUp whether the queue can be reached
 */
public record QueueState(int workers, boolean redisUp) {}
