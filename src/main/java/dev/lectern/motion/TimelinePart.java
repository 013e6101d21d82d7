package dev.lectern.motion;

/**
 * Five minutes of a recording, or what is left at its end.
 *
 * @param fromMs its beginning
 * @param toMs its end
 * @param activity what somebody did in it
 */
public record TimelinePart(long fromMs, long toMs, Activity activity) {}
