package dev.lectern.start;

import java.nio.file.Path;
import java.util.List;

/**
 * The archive of classes for one jar and one JVM. The start script looks for it by the same name.
 *
 * @param jar what it is for
 * @param version the full version of the JVM, as {@code java.runtime.version} and the file {@code release} of its folder say it
 * @param file where it is, or is to be
 */
public record ClassArchive(Path jar, Runtime.Version version, Path file) {

    private static final String PREFIX = "lectern-";
    private static final String SUFFIX = ".jsa";

    public ClassArchive {
        jar = jar.toAbsolutePath().normalize();
        file = file.toAbsolutePath().normalize();
    }

    /** That of this JVM, in the folder of the jar. */
    public static ClassArchive beside(Path jar) {
        return in(jar.toAbsolutePath().getParent(), jar);
    }

    /** That of this JVM, in another folder. */
    public static ClassArchive in(Path folder, Path jar) {
        return new ClassArchive(jar, Runtime.version(), folder.resolve(PREFIX + Runtime.version() + SUFFIX));
    }

    /** What a JVM is told so that it writes it when it ends. */
    static List<String> writing(Path file) {
        return List.of("-XX:ArchiveClassesAtExit=" + file);
    }
}
