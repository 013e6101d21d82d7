package dev.lectern.people;

import dev.lectern.track.Portrait;
import io.vertx.core.json.JsonObject;

/**
 * A part of a moment of a recording; its edges are in thousandths of the picture.
 *
 * @param tMs the moment in milliseconds
 */
record Cut(long tMs, long x, long y, long w, long h) {

    private static final int PARTS = 1000;

    static Cut of(Portrait portrait) {
        return of(
                portrait.tMs(),
                portrait.box().x(),
                portrait.box().y(),
                portrait.box().w(),
                portrait.box().h());
    }

    /** Of a portrait as a result has it. */
    static Cut of(JsonObject portrait) {
        JsonObject box = portrait.getJsonObject("bbox");
        return of(
                portrait.getLong("tMs"),
                box.getDouble("x"),
                box.getDouble("y"),
                box.getDouble("w"),
                box.getDouble("h"));
    }

    private static Cut of(long tMs, double x, double y, double w, double h) {
        return new Cut(tMs, parts(x), parts(y), Math.max(1, parts(w)), Math.max(1, parts(h)));
    }

    /** Names what is to be seen; good as the name of a file and in an address. */
    String name() {
        return tMs + "-" + x + "-" + y + "-" + w + "-" + h;
    }

    double left() {
        return (double) x / PARTS;
    }

    double top() {
        return (double) y / PARTS;
    }

    double width() {
        return (double) w / PARTS;
    }

    double height() {
        return (double) h / PARTS;
    }

    private static long parts(double fraction) {
        return Math.round(fraction * PARTS);
    }
}
