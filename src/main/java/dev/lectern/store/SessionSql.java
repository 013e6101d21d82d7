package dev.lectern.store;

/** The statements that list sessions: one for each form of a {@link SessionQuery}, for the best index depends on what is asked. */
final class SessionSql {

    private static final int FIRST_WORD = 6;

    private SessionSql() {}

    /**
     * A page. Parameters: viewer, status, key and number of the session before it (null for the first page), limit, words.
     *
     * @param continued whether it is not the first page
     */
    static String page(SessionQuery query, boolean continued) {
        SessionOrder order = query.order();
        String direction = order.descending() ? " DESC" : "";
        String byNumber = order == SessionOrder.NEWEST ? "" : ", s.seq" + direction;
        String after = order == SessionOrder.NEWEST
                ? " AND s.seq < ?4"
                : " AND (" + order.key() + ", s.seq) " + (order.descending() ? "<" : ">") + " (?3, ?4)";
        return "SELECT s.seq AS s_seq, " + order.key() + " AS s_key, " + Sql.SESSION_ROW_COLUMNS
                + Sql.SESSION_ROW_TABLES + conditions(query, order == SessionOrder.NEWEST) + (continued ? after : "")
                + " ORDER BY " + order.key()
                + direction + byNumber + " LIMIT ?5";
    }

    /** How many there are. Parameters as of {@link #page}. */
    static String count(SessionQuery query) {
        // The limit of one row, so that there is a fifth parameter in any case.
        return "SELECT count(*) AS sessions FROM sessions s" + conditions(query, true) + " LIMIT ?5";
    }

    /**
     * What the sessions have to be.
     *
     * @param byStatus whether their status may be what they are found by; otherwise the index that has their order would not be taken,
     *     and all that have this status would be read and sorted for each page
     */
    private static String conditions(SessionQuery query, boolean byStatus) {
        StringBuilder sql = new StringBuilder(" WHERE true");
        if (query.viewer() != null) {
            sql.append(" AND ").append(Sql.SEEN);
        }
        if (query.status() != null) {
            sql.append(byStatus ? " AND s.status = ?2" : " AND +s.status = ?2");
        }
        for (int i = 0; i < query.words().size(); i++) {
            sql.append(" AND instr(s.found_by, ?").append(FIRST_WORD + i).append(") > 0");
        }
        return sql.toString();
    }
}
