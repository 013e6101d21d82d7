package dev.lectern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in a data folder, by name, seen from outside. */
public record DataFolderLook(Path data) {

    public Set<String> uploads() {
        return names(data.resolve("uploads"));
    }

    public Set<String> work() {
        return names(data.resolve("work"));
    }

    /** Everything that is only on its way somewhere, but for what workers send: arriving, being made, being deleted. */
    public Set<Path> inPassing() {
        Set<Path> all = Stream.of("uploads", "work", "trash")
                .map(data::resolve)
                .flatMap(folder -> FileTree.of(folder).stream().filter(path -> !path.equals(folder)))
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeIf(path -> fromWorkers().anyMatch(path::startsWith));
        return all;
    }

    /** What workers elsewhere have sent, in part or whole, and the server has not taken in. */
    public Set<Path> sent() {
        return fromWorkers()
                .flatMap(folder -> FileTree.of(folder).stream())
                .filter(Files::isRegularFile)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Path> fromWorkers() {
        return Stream.of("arriving", "staged").map(data.resolve("work")::resolve);
    }

    public Set<String> sessions() {
        return names(data.resolve("sessions"));
    }

    /** The segments whose detections are there, of all sessions, as four digits. */
    public Set<String> detectedSegments() {
        return FileTree.of(data.resolve("sessions")).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".det"))
                .map(name -> name.replace(".det", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every file whose path holds a text. */
    public Set<Path> mentioning(String text) {
        return FileTree.of(data).stream()
                .filter(file -> file.toString().contains(text))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every file that holds a text somewhere, or has it in its path. */
    public Set<Path> holding(String text) {
        Set<Path> found = mentioning(text);
        for (Path file : FileTree.of(data)) {
            try {
                // Latin 1 has a character for every byte.
                if (Files.isRegularFile(file)
                        && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            } catch (NoSuchFileException gone) {
                // Then it holds nothing.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Set<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
