package dev.lectern.track;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes what was found besides the track as members of the payload: {@code instructor}, {@code persons}, {@code personsFound}, {@code quality}. */
final class FindingsJson {

    private static final int SHARE_DECIMALS = 4;

    private final JsonGenerator json;

    FindingsJson(JsonGenerator json) {
        this.json = json;
    }

    void write(Findings findings) throws IOException {
        writeVerdict(findings.instructor());
        json.writeArrayFieldStart("persons");
        for (PersonSummary person : findings.persons()) {
            writePerson(person);
        }
        json.writeEndArray();
        json.writeNumberField("personsFound", findings.personsFound());
        writeQuality(findings.quality());
    }

    private void writeVerdict(Verdict verdict) throws IOException {
        json.writeObjectFieldStart("instructor");
        writeTexts("persons", verdict.persons());
        number("confidence", verdict.confidence(), SHARE_DECIMALS);
        writeTexts("reasons", verdict.reasons());
        json.writeArrayFieldStart("alternatives");
        for (Alternative other : verdict.alternatives()) {
            json.writeStartObject();
            json.writeStringField("person", other.person());
            number("score", other.score(), SHARE_DECIMALS);
            json.writeStringField("reason", other.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("secondTeacher", verdict.secondTeacher());
        json.writeBooleanField("corrected", verdict.corrected());
        json.writeEndObject();
    }

    private void writePerson(PersonSummary person) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", person.id());
        number("score", person.score(), SHARE_DECIMALS);
        number("presence", person.presence(), SHARE_DECIMALS);
        json.writeNumberField("presentMs", person.presentMs());
        number("height", person.height(), SHARE_DECIMALS);
        json.writeObjectFieldStart("looks");
        json.writeStringField("upper", person.looks().upper());
        json.writeStringField("lower", person.looks().lower());
        json.writeArrayFieldStart("shares");
        for (int share : person.looks().shares()) {
            json.writeNumber(share);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeObjectFieldStart("portrait");
        json.writeNumberField("tMs", person.portrait().tMs());
        PayloadV1.writeBox(json, person.portrait().box());
        json.writeEndObject();
        json.writeArrayFieldStart("tracklets");
        for (TrackletSummary tracklet : person.tracklets()) {
            json.writeStartObject();
            json.writeStringField("id", tracklet.id());
            writeSpan(tracklet.span());
            json.writeNumberField("sights", tracklet.sights());
            number("quality", tracklet.quality(), SHARE_DECIMALS);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("present");
        for (Span span : person.present()) {
            json.writeStartObject();
            writeSpan(span);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("path");
        for (PathPoint point : person.path()) {
            json.writeStartObject();
            json.writeNumberField("tMs", point.tMs());
            number("cx", point.cx(), Rounded.COORDINATE);
            number("cy", point.cy(), Rounded.COORDINATE);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeQuality(QualityReport quality) throws IOException {
        json.writeObjectFieldStart("quality");
        number("measured", quality.measured(), SHARE_DECIMALS);
        number("interpolated", quality.interpolated(), SHARE_DECIMALS);
        number("lost", quality.lost(), SHARE_DECIMALS);
        json.writeArrayFieldStart("attention");
        for (Attention attention : quality.attention()) {
            json.writeStartObject();
            writeSpan(attention.span());
            json.writeStringField("kind", attention.kind().label());
            json.writeStringField("reason", attention.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeSpan(Span span) throws IOException {
        json.writeNumberField("fromMs", span.fromMs());
        json.writeNumberField("toMs", span.toMs());
    }

    private void writeTexts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void number(String name, double value, int decimals) throws IOException {
        PayloadV1.write(json, name, value, decimals);
    }
}
