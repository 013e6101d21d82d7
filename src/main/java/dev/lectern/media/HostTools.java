package dev.lectern.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The small programs of util-linux and coreutils that put a child process on a leash before it becomes ffmpeg; each replaces itself
 * by the next, so that the process id stays the same. Each is tried once; a machine without one of them, or on which it is not
 * permitted, runs ffmpeg without that part of the leash, and {@link Sandbox#gaps()} says so.
 */
final class HostTools {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    /** Enough for the file, its output and the libraries while they are loaded one by one. */
    private static final int OPEN_FILES = 64;

    /** ffmpeg has a thread for each stream, filter and file that it works on. */
    private static final int TASKS = 128;

    /** Fewer than this JVM alone has threads: who may start one more has a count of its own. */
    private static final int FEWER_THAN_OURS = 4;

    /** A session and process group of its own: Ctrl-C in the terminal reaches Lectern, which then ends the child in order. */
    private static final List<String> SESSION = working(List.of(), "setsid", "true");

    /** No network interface but a loopback of its own that is down. Root needs no namespace of users for that, others do. */
    private static final List<String> NO_NETWORK = firstOf(List.of(
            working(List.of(), "unshare", "--net", "true"),
            working(List.of(), "unshare", "--map-current-user", "--net", "true"),
            working(List.of(), "unshare", "--map-root-user", "--net", "true")));

    /**
     * Dies with the thread that started it, hence with the JVM, even when that is killed; and can gain no rights. Of root's rights it
     * keeps that of reading other people's files, as the data folder may be theirs. After {@link #NO_NETWORK}, which needs rights,
     * and whose change of rights would make the kernel forget the signal.
     */
    private static final List<String> DIE_WITH_PARENT = firstOf(List.of(
            working(
                    NO_NETWORK,
                    "setpriv",
                    "--pdeathsig",
                    "KILL",
                    "--no-new-privs",
                    "--inh-caps=-all",
                    "--bounding-set=-all,+dac_override",
                    "--",
                    "true"),
            working(NO_NETWORK, "setpriv", "--pdeathsig", "KILL", "--no-new-privs", "--", "true"),
            working(NO_NETWORK, "setpriv", "--pdeathsig", "KILL", "--", "true")));

    private static final List<String> LIMITS = working(List.of(), "prlimit", "--core=0", "--nofile=32", "--", "true");

    /** Whether tasks are counted for each namespace of users; older kernels count all that belong to the user. */
    private static final boolean COUNTS_TASKS = !working(
                    NO_NETWORK, "prlimit", "--nproc=" + FEWER_THAN_OURS, "--", "/bin/sh", "-c", "/bin/true & wait $!")
            .isEmpty();

    private static final List<String> NICE = working(List.of(), "nice", "-n", "5", "true");
    private static final List<String> KILL = working(List.of(), "kill", "-l");

    private HostTools() {}

    /** What comes before the program and its arguments. */
    static List<String> leash(Limits limits) {
        List<String> prefix = new ArrayList<>(SESSION);
        prefix.addAll(NO_NETWORK);
        prefix.addAll(DIE_WITH_PARENT);
        if (!LIMITS.isEmpty()) {
            prefix.addAll(List.of(
                    LIMITS.get(0),
                    "--core=0",
                    (limits.device() ? "--data=" : "--as=") + limits.memoryBytes(),
                    "--cpu=" + limits.cpuSeconds(),
                    "--fsize=" + limits.fileBytes(),
                    "--nofile=" + OPEN_FILES));
            if (COUNTS_TASKS) {
                prefix.add("--nproc=" + TASKS);
            }
            prefix.add("--");
        }
        prefix.addAll(NICE);
        return prefix;
    }

    /** Ends a child that runs, and everything that it started. */
    static void kill(ProcessHandle child) {
        if (SESSION.isEmpty() || KILL.isEmpty() || !runs(List.of(KILL.get(0), "-KILL", "--", "-" + child.pid()))) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        child.destroyForcibly();
    }

    static boolean noNetwork() {
        return !NO_NETWORK.isEmpty();
    }

    static boolean limits() {
        return !LIMITS.isEmpty();
    }

    static boolean diesWithParent() {
        return !DIE_WITH_PARENT.isEmpty();
    }

    private static List<String> firstOf(List<List<String>> choices) {
        return choices.stream().filter(choice -> !choice.isEmpty()).findFirst().orElse(List.of());
    }

    /** The command without what it starts if that runs here after {@code before}, else nothing. */
    private static List<String> working(List<String> before, String tool, String... arguments) {
        for (String folder : FOLDERS) {
            Path path = Path.of(folder, tool);
            if (Files.isExecutable(path)) {
                List<String> command = new ArrayList<>(List.of(path.toString()));
                command.addAll(List.of(arguments));
                List<String> all = new ArrayList<>(before);
                all.addAll(command);
                if (runs(all)) {
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
