package dev.lectern.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Evaluations as a table in Markdown, one row for each recording and way of following. */
public final class Table {

    private static final List<String> HEADINGS = List.of(
            "recording",
            "rule",
            "right person",
            "recall",
            "median %",
            "p95 %",
            "false %",
            "switches",
            "gaps > 1 s",
            "longest gap s",
            "path",
            "distance",
            "HOTA",
            "IDF1",
            "IDSW");

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row. */
    public void add(String recording, String rule, Evaluation evaluation) {
        InstructorFigures figures = evaluation.instructor();
        rows.add(List.of(
                recording,
                rule,
                figures.rightPerson() ? "yes" : "no",
                format("%.3f", figures.recall()),
                format("%.2f", figures.medianError() * 100),
                format("%.2f", figures.p95Error() * 100),
                format("%.1f", figures.falsePresence() * 100),
                Integer.toString(figures.switches()),
                figures.gaps().overASecond() + " of " + figures.trueGaps().overASecond(),
                format(
                        "%.1f of %.1f",
                        figures.gaps().longestMs() / 1000.0, figures.trueGaps().longestMs() / 1000.0),
                format("%+.0f %%", figures.pathError() * 100),
                format("%+.0f %%", figures.distanceError() * 100),
                evaluation.identities().map(all -> format("%.3f", all.hota())).orElse("–"),
                evaluation.identities().map(all -> format("%.3f", all.idf1())).orElse("–"),
                evaluation
                        .identities()
                        .map(all -> Integer.toString(all.switches()))
                        .orElse("–")));
    }

    /** The table, its columns aligned. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(text, HEADINGS, ' ');
        line(text, HEADINGS.stream().map(heading -> "").toList(), '-');
        rows.forEach(row -> line(text, row, ' '));
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells, char filling) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            text.append("| ").append(cell);
            for (int k = cell.length(); k < width(i); k++) {
                text.append(filling);
            }
            text.append(' ');
        }
        text.append("|\n");
    }

    private int width(int column) {
        int width = HEADINGS.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
