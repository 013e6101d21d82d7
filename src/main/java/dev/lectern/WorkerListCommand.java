package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.WorkersClient;
import dev.lectern.enrol.WorkersClient.Listed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** Has the running server tell of its workers. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = {
            "Lists the workers of the server on this machine: those at work, those that were let in and are away, those shut out.",
            "Run it as the user that runs the server."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:They are listed.",
            "2:The command line or the settings are wrong.",
            "3:The server is not there."
        })
final class WorkerListCommand {

    private static final List<String> HEAD =
            List.of("NAME", "HOST", "SLOTS", "STATE", "SINCE", "LAST SEEN", "DONE", "FAILED", "BUSY WITH");
    private static final String NOTHING = "-";

    int run(Settings settings) {
        try {
            RunningServer server = new RunningServer(settings);
            table(new WorkersClient(server.proof(), server.tls()).list(server.address()))
                    .forEach(System.out::println);
            return Lectern.Exit.OK;
        } catch (IllegalArgumentException e) {
            return CommandEnd.complain(Lectern.Exit.USAGE, e.getMessage());
        } catch (EnrolFailure e) {
            return CommandEnd.of(e);
        }
    }

    /** One line for each worker, below one that says what is what. */
    static List<String> table(List<Listed> workers) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        workers.forEach(worker -> rows.add(row(worker)));
        List<Integer> widths = IntStream.range(0, HEAD.size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static List<String> row(Listed worker) {
        // Of who is not there, what is known is when it was let in and when it was shut out.
        Instant since = worker.since() == null ? worker.enrolledAt() : worker.since();
        Instant seen = worker.lastSeen() == null ? worker.revokedAt() : worker.lastSeen();
        return List.of(
                worker.name(),
                text(worker.host()),
                text(worker.slots()),
                worker.state(),
                time(since),
                time(seen),
                text(worker.tasksDone()),
                text(worker.tasksFailed()),
                worker.busyWith().isEmpty()
                        ? NOTHING
                        : worker.busyWith().stream()
                                .map(task -> task.task() + " of " + task.jobId())
                                .collect(Collectors.joining(", ")));
    }

    /** A worker says itself what its machine is called, and that is shown on a terminal. */
    private static String text(Object value) {
        return Objects.toString(value, NOTHING).replaceAll("\\p{Cntrl}", " ");
    }

    private static String time(Instant time) {
        return time == null ? NOTHING : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
