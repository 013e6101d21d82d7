package dev.lectern.detect;

import dev.lectern.job.Survey;
import dev.lectern.job.TaskFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks twice at the frames of a recording in which people are small: at the whole frame as every {@link PersonDetector} does, and
 * then at a few parts of it from nearer, see {@link Glances}. Its frames have twice the width and height of what the model gets to see of
 * a whole one. The second look costs at most {@link #mostLooks} runs of the model on parts.
 */
public final class CloseDetector implements Lookout {

    /** From how much nearer the second look is. */
    static final int ZOOM = 2;

    /**
     * Height of somebody in pixels of the model's input up to which he is small. Measured: NanoDet sees people of 54 pixels nearly
     * always, of 36 pixels with half the score it needs to be sure, of 29 pixels every other time.
     */
    private static final int SMALL_PIXELS = 64;

    /** Lowest score of a hint. Where the score is that low there is somebody in one of ten cases, which is worth a look. */
    private static final double HINT = 0.05;

    /** Who ends this low in the picture is cut off by it and sits in front, unless as tall as {@link #TALL}. */
    private static final double CUT_OFF = 0.97;

    private static final double TALL = 0.6;

    /** How many parts with hints are looked at in a picture of a survey. */
    private static final int MOST_HINTS = 12;

    /** Whoever is seen with this score from nearer may be somebody. */
    private static final double SOMEBODY = 0.25;

    private final DetectorModel model;
    private final PersonDetector whole;
    private final Window shape;
    private final Looks looks;
    private final Glances glances;
    private final Glances hints;
    private final int mostLooks;
    private final double small;
    private final ByteBuffer reduced;
    private final Halving halving;
    private final NearLook near;

    CloseDetector(DetectorModel model, int pictureWidth, int pictureHeight, Survey survey) throws TaskFailure {
        this.model = model;
        whole = model.newDetector(pictureWidth, pictureHeight, HINT);
        int width = ZOOM * whole.frameWidth();
        int height = ZOOM * whole.frameHeight();
        near = new NearLook(model, width, height);
        shape = near.shape();
        mostLooks = mostLooks(model.inputFor(pictureWidth, pictureHeight), model.partInput());
        small = (double) SMALL_PIXELS / whole.frameHeight();
        looks = new Looks(width, height);
        List<Window> usual = survey.spots().stream()
                .map(spot -> shape.around(spot.x(), spot.y()))
                .toList();
        glances = new Glances(shape, small, model.strongScore(), usual, survey.things(), mostLooks);
        hints = new Glances(shape, small, model.strongScore(), List.of(), List.of(), MOST_HINTS);
        reduced = ByteBuffer.allocate(whole.frameBytes());
        halving = new Halving(whole.frameWidth(), whole.frameHeight());
    }

    /** As many as cost three quarters of a first look; one where the model's input has a size of its own. */
    private static int mostLooks(InputSize first, InputSize second) {
        double size = (double) first.width() * first.height() / (second.width() * second.height());
        return (int) Math.max(1, Math.round(0.75 * size));
    }

    /** How many parts of a frame are looked at again at most. */
    public int mostLooks() {
        return mostLooks;
    }

    @Override
    public int frameWidth() {
        return shape.pictureWidth();
    }

    @Override
    public int frameHeight() {
        return shape.pictureHeight();
    }

    @Override
    public FrameDetections look(long tMs, ByteBuffer bgr24) throws TaskFailure {
        List<Detection> first = firstLook(bgr24);
        List<Window> windows = glances.choose(first);
        List<Detection> second = near.at(windows, bgr24);
        List<Detection> sure = first.stream()
                .filter(person -> person.score() >= PersonDetector.FLOOR)
                .map(person -> person.looking(looks.of(person, bgr24)))
                .toList();
        List<Detection> persons = TwoLooks.merge(sure, second, PersonDetector.MOST_PERSONS);
        return new FrameDetections(tMs, persons, looks.view(bgr24), windows.size());
    }

    @Override
    public View view(ByteBuffer bgr24) {
        return looks.view(bgr24);
    }

    /**
     * Finds out how large people are in a frame. Where nobody can be seen from afar, every part of it is looked at from nearer.
     *
     * @param bgr24 as for {@link #look}
     */
    public Glimpse survey(ByteBuffer bgr24) throws TaskFailure {
        List<Detection> first = firstLook(bgr24);
        if (sure(first).stream().anyMatch(this::large)) {
            return new Glimpse(Glimpse.Size.LARGE, List.of(), List.of(), 0);
        }
        List<Detection> people = sure(first).stream().filter(this::small).toList();
        List<Window> windows = new ArrayList<>(hints.choose(first));
        if (people.isEmpty()) {
            windows.addAll(near.everywhere());
        }
        List<Detection> second = near.at(windows, bgr24);
        List<Survey.Thing> things = first.stream()
                .filter(hint -> small(hint) && windows.stream().anyMatch(window -> window.holds(hint)))
                .filter(hint -> nobody(hint, second))
                .map(hint -> new Survey.Thing(hint.centreX(), hint.centreY(), hint.h()))
                .toList();
        List<Survey.Spot> spots = TwoLooks.merge(people, sure(second), PersonDetector.MOST_PERSONS).stream()
                .filter(this::small)
                .map(person -> new Survey.Spot(person.centreX(), person.centreY()))
                .toList();
        Glimpse.Size size = spots.isEmpty() ? Glimpse.Size.NOBODY : Glimpse.Size.SMALL;
        return new Glimpse(size, spots, things, windows.size());
    }

    private boolean nobody(Detection hint, List<Detection> found) {
        return hint.score() < model.strongScore()
                && found.stream().noneMatch(person -> person.score() >= SOMEBODY && TwoLooks.same(hint, person));
    }

    private List<Detection> sure(List<Detection> persons) {
        return persons.stream()
                .filter(person -> person.score() >= model.strongScore())
                .toList();
    }

    private boolean small(Detection person) {
        return person.h() <= small;
    }

    private boolean large(Detection person) {
        return !small(person) && (person.y() + person.h() < CUT_OFF || person.h() >= TALL);
    }

    private List<Detection> firstLook(ByteBuffer bgr24) throws TaskFailure {
        halving.halve(bgr24, reduced);
        return whole.detect(reduced);
    }

    @Override
    public void close() {
        whole.close();
        near.close();
    }
}
