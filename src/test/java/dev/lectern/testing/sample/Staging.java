package dev.lectern.testing.sample;

import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * What a generated recording shows.
 *
 * @param name of its file
 * @param seconds how long it is
 * @param behind who is behind the bench, the furthest first
 * @param before who is between the bench and the camera, the furthest first
 * @param darkness at a second, 0 to 1: how much of the light is missing
 * @param camera at a second: how the room lies in the picture
 */
record Staging(
        String name,
        double seconds,
        List<Role> behind,
        List<Role> before,
        DoubleUnaryOperator darkness,
        DoubleFunction<AffineTransform> camera) {

    /** Who teaches. */
    static final String INSTRUCTOR = "instructor";

    /**
     * Somebody.
     *
     * @param name {@link #INSTRUCTOR} for the one who teaches
     */
    record Role(String name, Lecturer figure, Route route) {}

    private static final double BENCH_FOOT = Furniture.BENCH + 54;

    private static final Costume BLUE = new Costume(.6f, .8f, .8f, .9f);
    private static final Costume GREEN = new Costume(.35f, .6f, .7f, 1);
    private static final Costume BLACK = new Costume(.65f, .3f, .3f, .75f);
    private static final Costume VIOLET = new Costume(.8f, .7f, .75f, .6f);
    private static final Costume WHITE = new Costume(.15f, .12f, 1.1f, .7f);

    /** All recordings that are generated, played by one figure in several costumes. */
    static List<Staging> all(Lecturer figure) {
        return List.of(crossing(figure), wide(figure), far(figure), dusk(figure), crowd(figure));
    }

    /** Somebody in other clothes walks past behind the instructor, and back again. */
    private static Staging crossing(Lecturer figure) {
        Role instructor = new Role(
                INSTRUCTOR,
                figure.as(BLUE),
                Route.of(1, 0, .2, 3, .2, 6, .5, 10, .5, 13, .75, 16, .75, 19, .35, 20, .35));
        Role passer = new Role(
                "passer-by",
                figure.as(GREEN, BENCH_FOOT - 10),
                Route.of(.85, 0, 1.2, 6, 1.2, 11, -.2, 13, -.2, 18, 1.2, 20, 1.2));
        return new Staging("crossing", 20, List.of(passer, instructor), List.of(), second -> 0, second -> whole());
    }

    /** The camera is far away and not quite still; the instructor, in dark clothes, leaves for three seconds. */
    private static Staging wide(Lecturer figure) {
        Role instructor = new Role(
                INSTRUCTOR,
                figure.as(BLACK),
                Route.of(1, 0, .1, 4, .6, 7, .6, 9, 1.25, 12, 1.25, 14, .8, 17, .4, 20, .4));
        DoubleFunction<AffineTransform> camera = second -> {
            AffineTransform place = AffineTransform.getTranslateInstance(
                    420 + 14 * Math.sin(.7 * second), 360 + 5 * Math.sin(1.1 * second));
            place.scale(.32, .32);
            return place;
        };
        return new Staging("wide", 20, List.of(instructor), List.of(), second -> 0, camera);
    }

    /** The camera is at the very back of a large hall: the instructor is an eighteenth of the picture high. */
    private static Staging far(Lecturer figure) {
        Role instructor = new Role(
                INSTRUCTOR, figure.as(BLACK), Route.of(1, 0, .15, 3, .55, 5, .55, 7, 1.25, 9, 1.25, 11, .7, 12, .6));
        DoubleFunction<AffineTransform> camera = second -> {
            AffineTransform place = AffineTransform.getTranslateInstance(
                    520 + 6 * Math.sin(.7 * second), 330 + 2 * Math.sin(1.1 * second));
            place.scale(.14, .14);
            return place;
        };
        return new Staging("far", 12, List.of(instructor), List.of(), second -> 0, camera);
    }

    /** The light goes down for slides. The instructor leaves twice, and a visitor is there meanwhile. */
    private static Staging dusk(Lecturer figure) {
        Role instructor = new Role(
                INSTRUCTOR,
                figure.as(VIOLET),
                Route.of(1.05, 0, .3, 3, .3, 5, -.22, 7, -.22, 9, .4, 14, .4, 16.5, 1.22, 18.5, 1.22, 21, .6, 23, .6));
        Role visitor = new Role(
                "visitor",
                figure.as(WHITE, BENCH_FOOT - 6),
                Route.of(.9, 0, 1.2, 3, 1.2, 5, .82, 11, .82, 13, 1.2, 23, 1.2));
        DoubleUnaryOperator darkness = second -> .68 * Math.min(1, Math.max(0, Math.min(second - 6, 19 - second)));
        return new Staging("dusk", 23, List.of(visitor, instructor), List.of(), darkness, second -> whole());
    }

    /** Three in the first row face the camera all the time, and somebody walks past close to it. */
    private static Staging crowd(Lecturer figure) {
        Role instructor = new Role(
                INSTRUCTOR,
                figure.as(Costume.ORANGE),
                Route.of(.95, 0, .75, 2, .75, 6, .2, 9, .2, 13, .85, 16, .85, 19, .5, 20, .5));
        Role first = new Role("pupil-1", figure.as(GREEN, 800), Route.of(1.2, 0, .12, 20, .12));
        Role second = new Role("pupil-2", figure.as(WHITE, 810), Route.of(1.15, 0, .48, 20, .48));
        Role third = new Role("pupil-3", figure.as(BLACK, 790), Route.of(1.2, 0, .9, 20, .9));
        Role passer = new Role("passer-by", figure.as(BLUE, 760), Route.of(1.8, 0, -.3, 7, -.3, 10, 1.3, 20, 1.3));
        return new Staging(
                "crowd", 20, List.of(instructor), List.of(first, second, third, passer), at -> 0, at -> whole());
    }

    private static AffineTransform whole() {
        return new AffineTransform();
    }
}
