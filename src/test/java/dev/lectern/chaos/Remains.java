package dev.lectern.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must hold of that which remains when all processes of a world have ended. */
final class Remains {

    private Remains() {}

    /** Checks rows, processes and temporary files; {@code accepted} is all that there is. */
    static void areInOrder(World world, Collection<Work> accepted) throws IOException, SQLException {
        noProcesses(world.root());
        noScratch(world.temp());
        rows(world.data().resolve("backend.db"), accepted);
    }

    private static void noProcesses(Path root) {
        Eventually.eventually(() -> assertThat(ProcessHandle.allProcesses()
                        .filter(process -> belongsTo(process, root))
                        .map(process -> process.pid() + " "
                                + process.info().commandLine().orElse("")))
                .as("processes that nobody looks after")
                .isEmpty());
    }

    /** By what it was started with and where it works: a child of ours has cleared its environment. */
    private static boolean belongsTo(ProcessHandle process, Path root) {
        Path self = Path.of("/proc", Long.toString(process.pid()));
        try {
            return process.pid() != ProcessHandle.current().pid()
                    && (Files.readString(self.resolve("cmdline")).contains(root.toString())
                            || Files.readSymbolicLink(self.resolve("cwd")).startsWith(root)
                            || Files.readSymbolicLink(self.resolve("exe")).startsWith(root));
        } catch (IOException e) {
            // It ended meanwhile, or is none of ours.
            return false;
        }
    }

    /** The JVM's own file about itself may stay, and folders in which there is nothing. */
    private static void noScratch(Path temp) {
        assertThat(FileTree.of(temp).stream()
                        .filter(Files::isRegularFile)
                        .map(temp::relativize)
                        .filter(file -> !file.toString().startsWith("hsperfdata_")))
                .as("temporary files")
                .isEmpty();
    }

    private static void rows(Path database, Collection<Work> accepted) throws IOException, SQLException {
        Path copy = database.resolveSibling("copy.db");
        Files.copy(database, copy, StandardCopyOption.REPLACE_EXISTING);
        Map<String, String> jobs = accepted.stream().collect(Collectors.toMap(Work::jobId, Work::sessionId));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            assertThat(pairs(statement, "select id, session_id from jobs")).isEqualTo(new TreeMap<>(jobs));
            assertThat(pairs(statement, "select job_id, session_id from results"))
                    .isEqualTo(new TreeMap<>(jobs));
            assertThat(pairs(statement, "select id, 'completed' from sessions").keySet())
                    .containsExactlyInAnyOrderElementsOf(jobs.values());
            assertThat(pairs(statement, "select id, state from jobs").values()).allMatch("completed"::equals);
            assertThat(pairs(statement, "select id, progress from jobs").values())
                    .allMatch("1.0"::equals);
            assertThat(pairs(statement, "select session_id, account_id from grants"))
                    .isEmpty();
            assertThat(pairs(statement, "select id, session_id from links")).isEmpty();
            assertThat(pairs(statement, "select session_id, number from corrections"))
                    .isEmpty();
            assertThat(pairs(
                            statement,
                            "select id, account_id from (select id, account_id from logins union all select id, account_id"
                                    + " from tokens union all select subject, account_id from identities)"
                                    + " where account_id not in (select id from accounts)"))
                    .isEmpty();
            assertThat(names(statement))
                    .containsExactlyInAnyOrder(
                            "accounts",
                            "audit",
                            "corrections",
                            "grants",
                            "identities",
                            "jobs",
                            "links",
                            "logins",
                            "results",
                            "sessions",
                            "speeds",
                            "tokens");
        } finally {
            Files.delete(copy);
        }
    }

    private static Map<String, String> pairs(Statement statement, String sql) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }

    /** A new table is to be looked at here, too. */
    private static List<String> names(Statement statement) throws SQLException {
        return pairs(
                        statement,
                        "select name, name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                                + " and name not like 'flyway_%'")
                .keySet()
                .stream()
                .toList();
    }
}
