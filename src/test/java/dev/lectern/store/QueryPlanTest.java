package dev.lectern.store;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite does for each statement: none reads a table from end to end that grows with the recordings, but for those that have to. */
class QueryPlanTest {

    private static final Set<String> LARGE =
            Set.of("s", "j", "r", "m", "b", "c", "g", "sessions", "jobs", "results", "corrections", "grants", "audit");
    private static final Pattern SCAN = Pattern.compile("SCAN (\\w+)(.*)");

    /** Indexes of a few rows only. */
    private static final Pattern FEW =
            Pattern.compile("\\b(sessions_not_folded|active_jobs|one_active_job_of_session)\\b");

    /** They answer all there is, or count it; by an index where there is one for that. */
    private static final Set<String> WHOLE =
            Set.of("SESSION_IDS", "LIST_JOBS", "LIST_ENDED_JOBS", "COUNT_BY_STATE", "LIST_AUDIT", "WHO_SEES_WHAT");

    /** Only at the start, and for those alone that were corrected. */
    private static final Set<String> CORRECTED = Set.of("PENDING_SESSIONS", "STANDINGS");

    /** Once in a while, and in no order that an index has. */
    private static final Set<String> TIDYING = Set.of("DELETE_OLD_AUDIT");

    @TempDir
    Path folder;

    @Test
    void statementsFindWhatTheyNeedByIndexes() throws Exception {
        prepare();
        try (Connection connection = connect()) {
            for (Field field : statements()) {
                for (String step : plan(connection, (String) field.get(null))) {
                    assertThat(scans(field.getName(), step))
                            .as("%s: %s", field.getName(), step)
                            .isFalse();
                }
            }
        }
    }

    private static boolean scans(String statement, String step) {
        Matcher scan = SCAN.matcher(step);
        if (!scan.matches()
                || !LARGE.contains(scan.group(1))
                || FEW.matcher(scan.group(2)).find()) {
            return false;
        }
        if (CORRECTED.contains(statement)) {
            return !scan.group(1).equals("corrections");
        }
        return !WHOLE.contains(statement) && !TIDYING.contains(statement);
    }

    @Test
    void whatListsJobsReadsThemInOrderAndStopsWhereThePageEnds() throws Exception {
        prepare();
        try (Connection connection = connect()) {
            for (String sql : List.of(Sql.LIST_JOBS, Sql.LIST_ACTIVE_JOBS, Sql.LIST_ENDED_JOBS)) {
                assertThat(plan(connection, sql)).noneMatch(step -> step.contains("TEMP B-TREE"));
            }
            assertThat(plan(connection, Sql.LIST_ACTIVE_JOBS).get(0)).contains("active_jobs");
            assertThat(plan(connection, Sql.COUNT_BY_STATE).get(0)).contains("COVERING INDEX jobs_by_state");
        }
    }

    @Test
    void aPageOfSessionsIsReadInOrderAndOnlyAsFarAsItGoes() throws Exception {
        prepare();
        try (Connection connection = connect()) {
            for (SessionOrder order : SessionOrder.values()) {
                for (SessionStatus status : new SessionStatus[] {null, SessionStatus.FAILED}) {
                    for (boolean continued : new boolean[] {false, true}) {
                        String sql = SessionSql.page(SessionQuery.search(null, status, "", order), continued);
                        List<String> plan = plan(connection, sql);
                        assertThat(plan)
                                .as("%s %s %s", order, status, continued)
                                .noneMatch(step -> step.contains("TEMP B-TREE"))
                                .noneMatch(step -> step.matches("SCAN [jrg]\\b.*"));
                        assertThat(plan.get(0)).contains(index(order, status, continued));
                    }
                }
            }
        }
    }

    /** What the rows of a page are found by: by their number if by nothing else. */
    private static String index(SessionOrder order, SessionStatus status, boolean continued) {
        return switch (order) {
            case NEWEST -> status != null ? "sessions_by_status" : continued ? "INTEGER PRIMARY KEY" : "SCAN s";
            case OLDEST -> "sessions_by_day";
            case NAME -> "sessions_by_title";
            case LONGEST -> "sessions_by_length";
        };
    }

    private void prepare() {
        Vertx vertx = Vertx.vertx();
        await(await(Store.open(vertx, folder.resolve("backend.db"))).close());
        await(vertx.close());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("backend.db"));
    }

    private static List<Field> statements() {
        List<Field> statements = Stream.of(Sql.class, AccessSql.class)
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .filter(field -> field.getType() == String.class
                        && !Modifier.isPrivate(field.getModifiers())
                        && isStatement(field))
                .toList();
        assertThat(statements).hasSizeGreaterThan(60);
        return statements;
    }

    private static boolean isStatement(Field field) {
        try {
            String text = (String) field.get(null);
            return text.matches("(SELECT|INSERT|UPDATE|DELETE) .*");
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> plan(Connection connection, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
