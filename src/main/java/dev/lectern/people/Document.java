package dev.lectern.people;

import dev.lectern.store.StoredResult;
import dev.lectern.track.ResultDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * A result as it is stored.
 *
 * @param etag its hash
 * @param gzipped compressed
 */
record Document(String etag, byte[] gzipped) {

    static Document of(byte[] payload) {
        byte[] gzipped = ResultDocument.gzipped(payload);
        return new Document(StoredResult.etagOf(gzipped), gzipped);
    }

    static byte[] plain(byte[] gzipped) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
            return gzip.readAllBytes();
        }
    }
}
