package dev.lectern.http.build;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The npm of this machine. It asks nothing and shows nothing unless it fails.
 *
 * @param folder where it works
 * @param program its name or its place
 */
record Npm(Path folder, String program) {

    static final String WAY_OUT = "a build without the dashboard is mvn -Dskip.dashboard verify.";

    private static final long MINUTES = 15;

    /** What npm is called on this system. */
    static String nameHere() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows") ? "npm.cmd" : "npm";
    }

    /**
     * Runs npm to its end.
     *
     * @param trouble begins the sentence, if it fails
     * @param pages where the build is to write
     */
    void run(String trouble, Path pages, String... arguments) throws IOException {
        Path log = Files.createTempFile("lectern-npm", ".log");
        try {
            Process npm = start(log, pages, arguments);
            try {
                npm.getOutputStream().close();
                if (!npm.waitFor(MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                    throw new IOException(trouble + "; " + WAY_OUT + " npm said:\n"
                            + new String(Files.readAllBytes(log), Charset.defaultCharset()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("building the dashboard was interrupted");
            } finally {
                npm.descendants().forEach(ProcessHandle::destroy);
                npm.destroy();
            }
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private Process start(Path log, Path pages, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("DASHBOARD_OUT", pages.toAbsolutePath().toString());
        builder.environment().put("CI", "true");
        builder.environment().put("NO_COLOR", "1");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    "npm was not found. The dashboard is made with Node.js 20.19 or newer and its npm: install them, or go"
                            + " without it; " + WAY_OUT,
                    e);
        }
    }
}
