package dev.lectern.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the recording of a session and everything computed from it lie on disk. Files appear here by an atomic rename and are
 * never edited, so a file that exists is whole.
 *
 * @param path the folder, {@code <data>/sessions/<session id>}
 */
public record SessionFolder(Path path) {

    /** Pattern of the names of all {@linkplain #rendered videos that were drawn}. */
    public static final String RENDERED = "rendered-*.mp4";

    public SessionFolder {
        Objects.requireNonNull(path);
    }

    /** The recording as it was uploaded, whatever its container. */
    public Path recording() {
        return path.resolve("raw.mp4");
    }

    /** The {@link Inspection}, as JSON. */
    public Path inspection() {
        return path.resolve("inspection.json");
    }

    /** The version for browsers; there is none if the recording is {@link Playability#AS_IS}. */
    public Path playable() {
        return path.resolve("playable.mp4");
    }

    /** What is to become the playable version, while it is made in pieces; none of it is needed once that is there. */
    public Path pieces() {
        return path.resolve("pieces");
    }

    /**
     * What one {@link Piece} was encoded to, with the times of the recording: of pictures an MPEG transport stream, of the sound an MP4; or
     * a word that it cannot be encoded on its own.
     *
     * @param index from 0
     */
    public Path piece(int index) {
        return pieces().resolve("way-" + PiecePlan.WAY).resolve(String.format(Locale.ROOT, "%04d.piece", index));
    }

    /** A small picture of the recording; there is none if none could be made. */
    public Path thumbnail() {
        return path.resolve("thumbnail.jpg");
    }

    /**
     * The recording with a result drawn onto it.
     *
     * @param etag of the result, so that what belongs to an older one is never taken for it
     */
    public Path rendered(String etag) {
        return path.resolve("rendered-" + etag + ".mp4");
    }

    /** Pictures of those who were found, made when somebody wants to see them. */
    public Path portraits() {
        return path.resolve("portraits");
    }

    /**
     * Who is who in the recording, so that it need not be found out again.
     *
     * @param key of the detections that it was found out from, see {@link DetectionKey}
     */
    public Path association(String key) {
        return path.resolve("association-" + key + ".bin");
    }

    /** What a browser is to be given: the playable version if there is one, else the recording. */
    public Path video() {
        return Files.exists(playable()) ? playable() : recording();
    }

    /**
     * The detections of one segment.
     *
     * @param key see {@link DetectionKey}
     */
    public Path detections(String key, int segment) {
        return path.resolve("detections").resolve(key).resolve(String.format(Locale.ROOT, "%04d.det", segment));
    }
}
