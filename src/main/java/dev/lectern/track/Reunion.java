package dev.lectern.track;

/**
 * How unlikely it is that somebody who appears is somebody who vanished before: by size, time, place and clothes. Where clothes are
 * known and the same, time counts half, so that who comes back after a quarter of an hour is known again; where they are different
 * it is somebody else, however well time and place agree. Time in which nobody looked speaks neither for nor against: anybody may have
 * gone anywhere in it.
 *
 * @param scene where they were seen
 */
record Reunion(Scene scene) {

    /** Pairs that cost more are two persons. */
    static final double LIMIT = 3;

    /** How fast a person may have walked unseen, in sizes per second, and how much a place is uncertain at once, in sizes. */
    private static final double WALK = 1.3;

    private static final double SLACK = 0.6;
    private static final double HIDDEN_WALK_SECONDS = 3;
    /** One is added to the cost for this factor between sizes (natural logarithm), for each eightfold of the time, and for each reach. */
    private static final double SIZE_SD = 0.3;

    private static final double TIME_WEIGHT = 1 / Math.log(8);
    /** One is added for this distance between looks, see {@link Looks#STRANGER} for what was measured. */
    private static final double LOOKS_SD = 0.08;
    /** Looks so near to each other are the same clothes. */
    private static final double SAME_LOOKS = 0.05;

    private static final double SAME_LOOKS_TIME = 0.5;
    /** Fewer sights than this may all be half hidden, and then say less. */
    private static final int ENOUGH_SIGHTS = 5;

    private static final double FEW_SIGHTS = 0.5;
    /** Somebody seen for a moment only is not looked for after a long time: among many scraps there always is one that fits. */
    private static final double LONG_SECONDS = 20;

    private static final double MOMENT_SECONDS = 1.5;
    /** In so many times the light, clothes do not look the same. */
    private static final double OTHER_LIGHT = 1.6;
    /** A box this near to the border is cut by it: the person may be anywhere outside. */
    private static final double BORDER = 0.015;

    /** 0 at best; {@link #LIMIT} or more if they are two. {@code later} begins after {@code earlier} has ended. */
    double cost(Person earlier, Person later) {
        Box gone = earlier.last();
        Box back = later.first();
        double unlooked = scene.unlooked(gone.frame(), back.frame());
        double seconds = back.seconds() - gone.seconds() - unlooked;
        double size = Math.abs(Math.log(later.headSize() / earlier.tailSize())) / SIZE_SD;
        // What is cheap to find out first: most pairs differ in size.
        if (size >= LIMIT || seconds + unlooked > LONG_SECONDS && (moment(earlier) || moment(later))) {
            return Double.POSITIVE_INFINITY;
        }
        double looks = 0;
        double timeWeight = TIME_WEIGHT;
        double distance = earlier.looks().distance(later.looks());
        if (!Double.isNaN(distance) && scene.lightRatio(gone.frame(), back.frame()) < OTHER_LIGHT) {
            boolean enough = Math.min(earlier.sights(), later.sights()) >= ENOUGH_SIGHTS;
            if (enough && distance >= Looks.STRANGER) {
                return Double.POSITIVE_INFINITY;
            }
            looks = distance / LOOKS_SD * (enough ? 1 : FEW_SIGHTS);
            timeWeight *= distance < SAME_LOOKS ? SAME_LOOKS_TIME : 1;
        }
        double scale = Math.sqrt(earlier.tailSize() * later.headSize());
        double far = Math.hypot(back.cx() - gone.cx(), back.top() - gone.top()) / scale;
        // Inside the picture one comes back near to where one was hidden; outside one may walk on, and round behind the
        // camera.
        double unseen = outside(gone) && outside(back) ? seconds : Math.min(seconds, HIDDEN_WALK_SECONDS);
        double place = far / (SLACK + WALK * (unseen + unlooked));
        return size + timeWeight * Math.log1p(seconds) + place + looks;
    }

    private static boolean moment(Person person) {
        return person.tracklets().size() == 1 && person.tracklets().get(0).seconds() < MOMENT_SECONDS;
    }

    private boolean outside(Box box) {
        return box.left() < BORDER
                || box.right() > scene.aspect() - BORDER
                || box.bottom() > 1 - BORDER && box.h() < 0.5;
    }
}
