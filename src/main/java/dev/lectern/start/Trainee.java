package dev.lectern.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM with the jar, on a folder of its own and with built-in settings, that ends with this one. */
final class Trainee {

    private static final String SETTINGS = "LECTERN_";
    /** Says that there are no more lines. */
    private static final String END = "\0";

    private final Process process;
    private final Thread end;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    private Trainee(Process process) {
        this.process = process;
        this.end = new Thread(process::destroyForcibly, "lectern-trainee-end");
        Runtime.getRuntime().addShutdownHook(end);
        Thread reader = new Thread(this::read, "lectern-trainee");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param folder where it keeps what it keeps; made
     */
    static Trainee of(Path jar, Path folder, List<String> jvm, String... arguments) throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        // Where no settings file is.
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith(SETTINGS));
        return new Trainee(builder.start());
    }

    /**
     * Waits for a line.
     *
     * @return what the first group of the pattern found in it
     * @throws IOException if it ends before, or takes longer
     */
    String says(Pattern pattern, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (String line = next(until); line != null; line = next(until)) {
            if (line.equals(END)) {
                throw new IOException("Lectern ended: " + lastWords());
            }
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("Lectern took longer than " + patience.toSeconds() + " s: " + lastWords());
    }

    /** Has it end in order; answers whether it did. */
    boolean end(Duration patience) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(end);
        return ended;
    }

    private String next(long until) throws InterruptedException {
        return lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private String lastWords() {
        return said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                lines.add(line);
            }
        } catch (IOException e) {
            said.add(e.toString());
        } finally {
            lines.add(END);
        }
    }
}
