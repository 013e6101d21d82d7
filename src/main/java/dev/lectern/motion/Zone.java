package dev.lectern.motion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * A part of the picture that somebody drew and named.
 *
 * @param name what it is called, 1 to 60 characters
 * @param kind what it is; {@link Kind#OTHER} if not said
 * @param anchor which point of the person must be inside; {@link Anchor#CENTRE} if not said
 * @param corners of the polygon in order, 3 to 100, without crossing edges
 */
public record Zone(String name, Kind kind, Anchor anchor, List<Point> corners) {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_CORNERS = 100;
    /** A square of one per cent of the picture's sides is smaller than any click is exact. */
    private static final double LEAST_AREA = 1e-4;

    /** What a zone is. */
    public enum Kind {
        @JsonProperty("board")
        BOARD,
        @JsonProperty("desk")
        DESK,
        @JsonProperty("audience")
        AUDIENCE,
        @JsonProperty("door")
        DOOR,
        @JsonProperty("other")
        OTHER;

        /** The name on the wire. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A point of a person. */
    public enum Anchor {
        /** The middle of the box: right for what is drawn around things, such as a board on the wall. */
        @JsonProperty("centre")
        CENTRE,
        /** The middle of the lower edge: right for what is drawn on the floor. */
        @JsonProperty("foot")
        FOOT;

        /** The name on the wire. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Checks the zone; what is wrong is said in a sentence. */
    public Zone {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A zone needs a name of 1 to " + LONGEST_NAME + " characters.");
        }
        kind = kind == null ? Kind.OTHER : kind;
        anchor = anchor == null ? Anchor.CENTRE : anchor;
        if (corners == null
                || corners.size() < 3
                || corners.size() > MOST_CORNERS
                || corners.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    "The zone \"" + name + "\" needs 3 to " + MOST_CORNERS + " corners, each with x and y.");
        }
        corners = List.copyOf(corners);
        Polygon shape = Polygon.of(corners, 1);
        if (shape.area() < LEAST_AREA) {
            throw new IllegalArgumentException(
                    "The zone \"" + name + "\" has no area; draw its corners further apart.");
        }
        if (shape.crossesItself()) {
            throw new IllegalArgumentException(
                    "The edges of the zone \"" + name + "\" cross each other; draw its corners in order around it.");
        }
    }
}
