package dev.lectern;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Shared;
import dev.lectern.testing.sample.GeneratedRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the table of {@code docs/accuracy.md}: {@code lectern evaluate} on the project's sample, on recordings that are generated
 * here, and on those beside the project if they are there.
 */
final class AccuracyMain {

    private static final Path SAMPLE = Path.of("docs", "sample");
    private static final List<String> BESIDE = List.of("clips", "real");

    private AccuracyMain() {}

    /**
     * Makes it.
     *
     * @param arguments the folder for everything that is made; the table is its {@code accuracy.md}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments[0]);
        List<Path> truths = new ArrayList<>(List.of(SAMPLE.resolve("lecture.truth.json")));
        truths.addAll(GeneratedRecordings.make(
                Clips.BINARIES.ffmpeg(),
                Clips.BINARIES.environment(),
                SAMPLE.resolve("lecturer.png"),
                folder.resolve("generated")));
        for (String name : BESIDE) {
            Path beside = Shared.media(name);
            if (Files.isDirectory(beside)) {
                try (Stream<Path> files = Files.list(beside)) {
                    files.filter(file -> file.toString().endsWith(".gt.json"))
                            .sorted()
                            .forEach(truths::add);
                }
            }
        }
        Path table = folder.resolve("accuracy.md");
        List<String> command = new ArrayList<>(List.of("evaluate", "--out", table.toString()));
        command.addAll(List.of("--mot", folder.resolve("mot").toString()));
        command.addAll(List.of("--detections", folder.resolve("detections").toString()));
        command.add("--truth");
        truths.forEach(truth -> command.add(truth.toString()));
        Map<String, String> environment = Map.of("LECTERN_QUALITY", System.getProperty("eval.quality", "thorough"));
        int exit = Lectern.commandLine(environment).execute(command.toArray(String[]::new));
        if (exit == Lectern.Exit.OK) {
            System.out.println(Files.readString(table));
        }
        System.exit(exit);
    }
}
