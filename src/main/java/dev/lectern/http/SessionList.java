package dev.lectern.http;

import dev.lectern.store.SessionCursor;
import dev.lectern.store.SessionOrder;
import dev.lectern.store.SessionQuery;
import dev.lectern.store.SessionStatus;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What somebody asks of the list of sessions.
 *
 * @param query which ones
 * @param text what they are looked for by, as it came; null if by nothing
 * @param limit at most so many; null for all
 * @param cursor where the page begins; null for the first one
 */
record SessionList(SessionQuery query, String text, Integer limit, SessionCursor cursor) {

    /** The header that tells, with the first page, how many sessions all pages have. */
    static final String COUNT = "x-total-count";

    private static final int MOST_TEXT = 200;

    /** Reads the parameters of a query; fails with an {@link ApiFailure} if they make no sense. */
    static SessionList of(MultiMap query, String viewer) {
        String text = query.get("q");
        if (text != null && text.length() > MOST_TEXT) {
            throw ApiFailure.invalid("q must have at most " + MOST_TEXT + " characters");
        }
        SessionOrder order = order(query.get("sort"));
        SessionQuery asked = SessionQuery.search(viewer, status(query.get("status")), text, order);
        return new SessionList(asked, text, Query.limit(query, "limit"), cursor(query.get("cursor"), order));
    }

    /** Whether it is to be told how many there are. */
    boolean counts() {
        return limit != null && cursor == null;
    }

    /** The header that names the page which begins there. */
    String link(SessionCursor next) {
        StringBuilder path = new StringBuilder("</sessions?");
        if (query.status() != null) {
            path.append("status=").append(query.status().label()).append('&');
        }
        if (text != null) {
            path.append("q=")
                    .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .append('&');
        }
        if (query.order() != SessionOrder.NEWEST) {
            path.append("sort=").append(query.order().label()).append('&');
        }
        return path.append("limit=").append(limit).append("&cursor=").append(next.text(query.order()))
                + ">; rel=\"next\"";
    }

    private static SessionStatus status(String label) {
        return label == null
                ? null
                : SessionStatus.ofLabel(label)
                        .orElseThrow(() -> ApiFailure.invalid("status must be processing, completed or failed"));
    }

    private static SessionOrder order(String label) {
        return label == null
                ? SessionOrder.NEWEST
                : SessionOrder.ofLabel(label)
                        .orElseThrow(() -> ApiFailure.invalid("sort must be newest, oldest, name or longest"));
    }

    private static SessionCursor cursor(String text, SessionOrder order) {
        return text == null
                ? null
                : SessionCursor.parse(text, order)
                        .orElseThrow(() -> ApiFailure.invalid("cursor must be one that an answer gave for this order"));
    }
}
