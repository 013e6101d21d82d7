package dev.lectern.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An age as people write it: 90 days, 12 hours. */
final class Age {

    /** What is written for none. */
    static final String FOR_EVER = "for ever";

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*(hour|day|year)s?");

    private Age() {}

    /** @throws IllegalArgumentException if it is no age, or none at all */
    static Duration parse(String text) {
        Matcher age = FORM.matcher(text.strip());
        if (!age.matches() || Integer.parseInt(age.group(1)) == 0) {
            throw new IllegalArgumentException("not an age: " + text);
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "hour" -> Duration.ofHours(number);
            case "day" -> Duration.ofDays(number);
            default -> Duration.ofDays(365 * number);
        };
    }
}
