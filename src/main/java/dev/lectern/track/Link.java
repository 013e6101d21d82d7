package dev.lectern.track;

/**
 * That one who vanished may be one who appears later.
 *
 * @param from number of the one
 * @param to number of the other
 * @param cost 0 at best, below {@link Reunion#LIMIT}
 */
record Link(int from, int to, double cost) {}
