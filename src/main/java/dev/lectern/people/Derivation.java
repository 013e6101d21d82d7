package dev.lectern.people;

import dev.lectern.motion.MotionSettings;
import dev.lectern.motion.StoredTrack;
import dev.lectern.store.StoredResult;
import dev.lectern.track.PayloadV1;
import dev.lectern.track.ResultDocument;
import java.io.IOException;

/** What follows from what was said. The same persons and the same words give the same bytes. */
final class Derivation {

    private Derivation() {}

    static Document of(Known known, Known.Settled settled, MotionSettings room) {
        return Document.of(new PayloadV1(settled.decision().result(), known.meta(), room).json());
    }

    /** With another room only, for which the track in the result is enough. */
    static Document ofRoom(StoredResult made, MotionSettings room) throws IOException {
        byte[] document =
                StoredTrack.remeasured(Document.plain(made.gzippedPayload().getBytes()), room);
        return Document.of(ResultDocument.payload(document));
    }
}
