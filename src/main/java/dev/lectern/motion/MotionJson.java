package dev.lectern.motion;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** The report as it is written into a result, under {@link #KEY}. The same report gives the same bytes. */
public final class MotionJson {

    /** Name of the member of a result's data. */
    public static final String KEY = "motion";

    private static final int VERSION = 1;
    private static final int FRACTION = 5;
    private static final int LENGTH = 4;
    private static final int SECONDS = 2;
    private static final List<String> COLUMNS = List.of("tMs", "cx", "cy", "footY", "sdCx", "sdCy", "sdFootY");
    private static final List<String> FLOOR_COLUMNS = List.of("xMetres", "yMetres", "sdMetres");

    private final JsonGenerator json;
    private final MotionReport report;
    private final boolean metres;

    private MotionJson(JsonGenerator json, MotionReport report) {
        this.json = json;
        this.report = report;
        this.metres = report.settings().floor() != null;
    }

    /** Writes the member {@code motion} into the object that is being written. */
    public static void write(JsonGenerator json, MotionReport report) throws IOException {
        json.writeObjectFieldStart(KEY);
        new MotionJson(json, report).members();
        json.writeEndObject();
    }

    private void members() throws IOException {
        json.writeNumberField("version", VERSION);
        json.writeBooleanField("floorCalibrated", metres);
        number("bodyHeight", report.bodyHeight(), LENGTH);
        activity(report.whole());
        json.writeObjectFieldStart("speed");
        speeds("HeightsPerSecond", report.heights());
        speeds("MetresPerSecond", report.metres());
        json.writeEndObject();
        shares();
        json.writeArrayFieldStart("zones");
        for (ZoneReport zone : report.zones()) {
            zone(zone);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("timeline");
        for (TimelinePart part : report.timeline()) {
            json.writeStartObject();
            json.writeNumberField("fromMs", part.fromMs());
            json.writeNumberField("toMs", part.toMs());
            activity(part.activity());
            json.writeEndObject();
        }
        json.writeEndArray();
        points();
    }

    private void activity(Activity activity) throws IOException {
        number("presentSeconds", activity.presentSeconds(), SECONDS);
        number("movingSeconds", activity.movingSeconds(), SECONDS);
        number("standingSeconds", activity.standingSeconds(), SECONDS);
        number("distanceHeights", activity.distanceHeights(), LENGTH);
        number("distanceMetres", metres ? activity.distanceMetres() : Double.NaN, SECONDS);
        number("floorSeconds", metres ? activity.floorSeconds() : Double.NaN, SECONDS);
        number("leftSeconds", activity.leftSeconds(), SECONDS);
        number("middleSeconds", activity.middleSeconds(), SECONDS);
        number("rightSeconds", activity.rightSeconds(), SECONDS);
        json.writeArrayFieldStart("zoneSeconds");
        for (double seconds : activity.zoneSeconds()) {
            number(seconds, SECONDS);
        }
        json.writeEndArray();
    }

    private void speeds(String unit, Speeds speeds) throws IOException {
        number("mean" + unit, speeds == null ? Double.NaN : speeds.mean(), LENGTH);
        number("meanMoving" + unit, speeds == null ? Double.NaN : speeds.meanMoving(), LENGTH);
        number("p95" + unit, speeds == null ? Double.NaN : speeds.p95(), LENGTH);
        number("max" + unit, speeds == null ? Double.NaN : speeds.max(), LENGTH);
    }

    private void shares() throws IOException {
        Activity whole = report.whole();
        json.writeObjectFieldStart("shares");
        share("moving", whole.movingSeconds());
        share("standing", whole.standingSeconds());
        share("left", whole.leftSeconds());
        share("middle", whole.middleSeconds());
        share("right", whole.rightSeconds());
        json.writeEndObject();
    }

    private void share(String name, double seconds) throws IOException {
        double present = report.whole().presentSeconds();
        number(name, present > 0 ? seconds / present : 0, LENGTH);
    }

    private void zone(ZoneReport zone) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", zone.zone().name());
        json.writeStringField("kind", zone.zone().kind().label());
        json.writeStringField("anchor", zone.zone().anchor().label());
        number("seconds", zone.seconds(), SECONDS);
        share("share", zone.seconds());
        json.writeNumberField("visitCount", zone.visits().size());
        number("longestSeconds", zone.longestSeconds(), SECONDS);
        json.writeArrayFieldStart("visits");
        for (Visit visit : zone.visits()) {
            json.writeStartObject();
            json.writeNumberField("fromMs", visit.fromMs());
            json.writeNumberField("toMs", visit.toMs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Rows instead of objects: there are tens of thousands of them. */
    private void points() throws IOException {
        json.writeArrayFieldStart("smoothedColumns");
        for (String column : COLUMNS) {
            json.writeString(column);
        }
        for (String column : metres ? FLOOR_COLUMNS : List.<String>of()) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("smoothedPoints");
        for (SmoothedPoint point : report.points()) {
            json.writeStartArray();
            json.writeNumber(point.tMs());
            row(point.place());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void row(SmoothedPoint.Place place) throws IOException {
        boolean known = place != null;
        number(known ? place.cx() : Double.NaN, FRACTION);
        number(known ? place.cy() : Double.NaN, FRACTION);
        number(known ? place.footY() : Double.NaN, FRACTION);
        number(known ? place.sdX() : Double.NaN, FRACTION);
        number(known ? place.sdY() : Double.NaN, FRACTION);
        number(known ? place.sdFoot() : Double.NaN, FRACTION);
        if (metres) {
            boolean onFloor = known && place.floor() != null;
            number(onFloor ? place.floor().x() : Double.NaN, SECONDS);
            number(onFloor ? place.floor().y() : Double.NaN, SECONDS);
            number(onFloor ? place.floor().sd() : Double.NaN, SECONDS);
        }
    }

    private void number(String name, double value, int decimals) throws IOException {
        json.writeFieldName(name);
        number(value, decimals);
    }

    /** Null for what is not known. */
    private void number(double value, int decimals) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNull();
            return;
        }
        BigDecimal rounded = BigDecimal.valueOf(Math.round(value * Math.pow(10, decimals)), decimals)
                .stripTrailingZeros();
        json.writeNumber((rounded.scale() < 1 ? rounded.setScale(1) : rounded).toPlainString());
    }
}
