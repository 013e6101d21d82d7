package dev.lectern.track;

/**
 * Where somebody was seen at a time, by which a tracklet is found again among other detections. The box is given in fractions of the
 * picture.
 *
 * @param tMs time of the picture in milliseconds
 * @param x left edge
 * @param y upper edge
 * @param w width
 * @param h height
 */
public record Mark(long tMs, double x, double y, double w, double h) {

    static Mark of(Box box) {
        return new Mark(
                box.tMs(),
                box.source().x(),
                box.source().y(),
                box.source().w(),
                box.source().h());
    }

    /** Intersection over union with a box, 0 to 1. */
    double overlap(Box box) {
        double dx = Math.min(x + w, box.source().x() + box.source().w())
                - Math.max(x, box.source().x());
        double dy = Math.min(y + h, box.source().y() + box.source().h())
                - Math.max(y, box.source().y());
        if (dx <= 0 || dy <= 0) {
            return 0;
        }
        return dx * dy / (w * h + box.source().w() * box.source().h() - dx * dy);
    }
}
