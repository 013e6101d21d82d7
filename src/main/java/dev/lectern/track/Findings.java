package dev.lectern.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What was found besides the track.
 *
 * @param instructor who teaches and why
 * @param persons those who matter most, in order of the first sight
 * @param personsFound how many there are in all
 * @param quality how far the track is to be trusted
 */
public record Findings(Verdict instructor, List<PersonSummary> persons, int personsFound, QualityReport quality) {

    public Findings {
        Objects.requireNonNull(instructor);
        Objects.requireNonNull(quality);
        persons = List.copyOf(persons);
    }

    /** The members {@code instructor}, {@code persons}, {@code personsFound} and {@code quality} as an object, in UTF-8. */
    public byte[] json() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            new FindingsJson(json).write(this);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
