package dev.lectern.depot;

import dev.lectern.bus.TaskOrder;
import dev.lectern.job.Piece;
import dev.lectern.job.PiecePlan;
import dev.lectern.job.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches the pieces that a video is joined of, one file after the other. Also those that this worker encoded: they were delivered, and
 * are not here any more.
 */
final class PieceFetch {

    private PieceFetch() {}

    /** Has all of them lie in the folder of a recording; does nothing if there are none. */
    static void of(TaskOrder order, Recording recording, Cache cache, Download download)
            throws TaskFailure, IOException {
        List<Piece> pieces = PiecePlan.of(order.inspection());
        Map<Piece, Download.Promise> missing = new LinkedHashMap<>();
        long bytes = order.recordingBytes();
        for (Piece piece : pieces) {
            Path target = recording.folder().piece(piece.index());
            if (Files.exists(target)) {
                bytes += Files.size(target);
            } else {
                Download.Promise promise = download.ask(path(order, piece))
                        .orElseThrow(() ->
                                TaskFailure.transientFault("The server does not have all pieces of the video", null));
                missing.put(piece, promise);
                bytes += promise.bytes();
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        cache.promise(recording, bytes);
        for (Map.Entry<Piece, Download.Promise> one : missing.entrySet()) {
            Path target = recording.folder().piece(one.getKey().index());
            Files.createDirectories(target.getParent());
            download.fetch(path(order, one.getKey()), one.getValue(), target);
        }
    }

    private static String path(TaskOrder order, Piece piece) {
        return DepotPaths.piece(order.sessionId(), piece.index());
    }
}
