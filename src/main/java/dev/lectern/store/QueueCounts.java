package dev.lectern.store;

/**
 * How many jobs have work to do.
 *
 * @param queued not begun
 * @param running begun
 */
public record QueueCounts(int queued, int running) {}
