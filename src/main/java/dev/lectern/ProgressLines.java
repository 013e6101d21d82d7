package dev.lectern;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how much is done: a bar on a terminal, a line for every tenth otherwise. Thread safe. */
final class ProgressLines implements AutoCloseable {

    private static final int PER_MILLE = 1000;
    private static final int LINES = 10;

    private final PrintStream stream;
    private final String name;
    private final ProgressBar bar;
    private int written;

    private ProgressLines(PrintStream stream, String name, ProgressBar bar) {
        this.stream = stream;
        this.name = name;
        this.bar = bar;
    }

    static ProgressLines on(PrintStream stream, String name) {
        ProgressBar bar = Terminal.interactive()
                ? new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(PER_MILLE)
                        .setStyle(ProgressBarStyle.ASCII)
                        .hideEta()
                        .build()
                : null;
        return new ProgressLines(stream, name, bar);
    }

    /**
     * More is done.
     *
     * @param fraction 0 to 1; one that is lower than before is ignored
     */
    synchronized void report(double fraction) {
        if (bar != null) {
            bar.stepTo(Math.max(bar.getCurrent(), Math.round(fraction * PER_MILLE)));
            return;
        }
        int tenth = (int) (fraction * LINES);
        if (tenth > written) {
            written = tenth;
            stream.printf(Locale.ROOT, "%s: %d %%%n", name, tenth * 100 / LINES);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
