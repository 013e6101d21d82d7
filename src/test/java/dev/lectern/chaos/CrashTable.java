package dev.lectern.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** The table of what was struck and what came of it, which is printed and kept in {@code target/chaos}. */
final class CrashTable {

    static final Path FOLDER = Path.of("target", "chaos");

    private final List<Row> rows = new CopyOnWriteArrayList<>();

    /**
     * What came of one cell.
     *
     * @param recovery seconds from the blow, or from the end of a frozen state, until the work went on
     * @param again how many tasks were begun a second time
     */
    record Row(Cell cell, double recovery, long again) {

        private String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f | %d |",
                    cell.blow(),
                    cell.victim(),
                    cell.moment(),
                    recovery,
                    again);
        }
    }

    void add(Row row) {
        rows.add(row);
        System.out.println("chaos: " + row.markdown());
    }

    /** Prints all rows and the slowest of those that a promise is about. */
    void publish(String name) throws IOException {
        StringBuilder text = new StringBuilder(
                "| blow | to | during | goes on after s | tasks begun again |\n" + "|---|---|---|---:|---:|\n");
        rows.forEach(row -> text.append(row.markdown()).append('\n'));
        for (Blow blow : Blow.values()) {
            rows.stream()
                    .filter(row -> row.cell().blow() == blow && row.cell().victim() == Victim.WORKER)
                    .filter(row -> row.cell().moment().isTask())
                    .mapToDouble(Row::recovery)
                    .max()
                    .ifPresent(most -> text.append(String.format(
                            Locale.ROOT, "%nSlowest hand-over after %s of a worker: %.1f s.%n", blow, most)));
        }
        publish(name, text);
    }

    /** Prints a table and keeps it. */
    static void publish(String name, CharSequence text) throws IOException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(name), text);
        System.out.println(text);
    }
}
