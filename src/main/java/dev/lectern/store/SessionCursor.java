package dev.lectern.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The place of a session in a list: a page begins behind it, also when that session is gone.
 *
 * @param key what the list is sorted by, as the session has it
 * @param seq its number, which decides among equals
 */
public record SessionCursor(Object key, long seq) {

    /** As text for clients. */
    public String text(SessionOrder order) {
        return order == SessionOrder.NEWEST
                ? Long.toString(seq)
                : seq + "."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what {@link #text} wrote; empty if it did not write that for a list in this order. */
    public static Optional<SessionCursor> parse(String text, SessionOrder order) {
        if (!text.matches(order == SessionOrder.NEWEST ? "\\d{1,18}" : "\\d{1,18}\\.[\\w-]{1,4000}")) {
            return Optional.empty();
        }
        if (order == SessionOrder.NEWEST) {
            long seq = Long.parseLong(text);
            return Optional.of(new SessionCursor(seq, seq));
        }
        int dot = text.indexOf('.');
        try {
            String key = new String(Base64.getUrlDecoder().decode(text.substring(dot + 1)), StandardCharsets.UTF_8);
            return Optional.of(new SessionCursor(
                    order.isText() ? key : Long.valueOf(key), Long.parseLong(text.substring(0, dot))));
        } catch (IllegalArgumentException e) {
            // No Base64, or no number.
            return Optional.empty();
        }
    }
}
