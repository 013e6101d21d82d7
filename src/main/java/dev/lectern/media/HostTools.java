package dev.lectern.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The small programs of util-linux and coreutils that put a child process on a leash before it becomes ffmpeg; each replaces itself
 * by the next, so that the process id stays the same. A machine without them runs ffmpeg without that part of the leash.
 */
final class HostTools {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    /** A session of its own: Ctrl-C in the terminal reaches Lectern, which then ends the child in order. */
    private static final List<String> SESSION = working("setsid", "true");

    /** Dies with the thread that started it, hence with the JVM, even when that is killed. */
    private static final List<String> DIE_WITH_PARENT = working("setpriv", "--pdeathsig", "KILL", "--", "true");

    private static final List<String> LIMITS = working("prlimit", "--core=0", "--", "true");
    private static final List<String> NICE = working("nice", "-n", "5", "true");

    private HostTools() {}

    /** What comes before the program and its arguments. */
    static List<String> leash(Limits limits) {
        List<String> prefix = new ArrayList<>(SESSION);
        prefix.addAll(DIE_WITH_PARENT);
        if (!LIMITS.isEmpty()) {
            prefix.addAll(List.of(
                    LIMITS.get(0),
                    "--core=0",
                    "--as=" + limits.memoryBytes(),
                    "--cpu=" + limits.cpuSeconds(),
                    "--fsize=" + limits.fileBytes(),
                    "--"));
        }
        prefix.addAll(NICE);
        return prefix;
    }

    /** The command without its last word if that runs here, else nothing. */
    private static List<String> working(String tool, String... arguments) {
        for (String folder : FOLDERS) {
            Path path = Path.of(folder, tool);
            if (Files.isExecutable(path)) {
                List<String> command = new ArrayList<>(List.of(path.toString()));
                command.addAll(List.of(arguments));
                if (runs(command)) {
                    return List.copyOf(command.subList(0, command.size() - 1));
                }
            }
        }
        return List.of();
    }

    private static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
