package dev.lectern.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the log, as Redis writes it.
 *
 * @param millis when it was given away, by the clock of the server or later
 * @param number tells places of one millisecond apart, from 0
 */
public record Place(long millis, long number) implements Comparable<Place> {

    /** The place before the first event. */
    public static final Place START = new Place(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    public Place {
        if (millis < 0 || number < 0) {
            throw new IllegalArgumentException("no place " + millis + "-" + number);
        }
    }

    /** Reads what {@link #toString} wrote; empty if the text, which may be null, is no such thing. */
    public static Optional<Place> parse(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        return form.matches()
                ? Optional.of(new Place(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    /** The first place after this one that is not before a time. */
    public Place next(long now) {
        return now > millis ? new Place(now, 0) : new Place(millis, number + 1);
    }

    @Override
    public int compareTo(Place other) {
        int byTime = Long.compare(millis, other.millis);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    /** Whether this one comes after another. */
    public boolean after(Place other) {
        return compareTo(other) > 0;
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}
