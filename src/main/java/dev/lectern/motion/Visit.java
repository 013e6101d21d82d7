package dev.lectern.motion;

/**
 * A stay in a zone.
 *
 * @param fromMs when it began, in milliseconds from the start of the recording
 * @param toMs when it ended
 */
public record Visit(long fromMs, long toMs) {}
