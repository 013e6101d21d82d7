package dev.lectern.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Sequences for hand computation: places 0, 1, 2 … lie apart, and whoever is at one overlaps nobody at another. */
final class Cast {

    private static final double WIDTH = 0.08;

    private final int truths;
    private final int tracks;
    private final List<Sequence.Frame> frames = new ArrayList<>();

    Cast(int truths, int tracks) {
        this.truths = truths;
        this.tracks = tracks;
    }

    /** Somebody exactly at a place. */
    static Sequence.Seen at(int id, int place) {
        return at(id, place, 1);
    }

    /** Somebody so far beside a place that the IoU with who is exactly there is {@code iou}. */
    static Sequence.Seen at(int id, int place, double iou) {
        // Two boxes of one width w, shifted by d, share w - d of w + d.
        double shift = WIDTH * (1 - iou) / (1 + iou);
        return new Sequence.Seen(id, new Region(0.2 * place + shift, 0.3, WIDTH, 0.5));
    }

    Cast frames(int count, List<Sequence.Seen> truth, List<Sequence.Seen> found) {
        for (int i = 0; i < count; i++) {
            frames.add(new Sequence.Frame(truth, found));
        }
        return this;
    }

    Sequence sequence() {
        return new Sequence(truths, tracks, frames);
    }

    /** One person in ten frames, followed in all of them. */
    static Sequence perfect() {
        return new Cast(1, 1).frames(10, List.of(at(0, 0)), List.of(at(0, 0))).sequence();
    }

    /** Two persons in ten frames, whose identities are exchanged after five. */
    static Sequence exchanged() {
        List<Sequence.Seen> truth = List.of(at(0, 0), at(1, 1));
        return new Cast(2, 2)
                .frames(5, truth, List.of(at(0, 0), at(1, 1)))
                .frames(5, truth, List.of(at(0, 1), at(1, 0)))
                .sequence();
    }

    /** One person in ten frames, under one identity for four and under another for six. */
    static Sequence broken() {
        return new Cast(1, 2)
                .frames(4, List.of(at(0, 0)), List.of(at(0, 0)))
                .frames(6, List.of(at(0, 0)), List.of(at(1, 0)))
                .sequence();
    }

    /** One person in ten frames, followed in five. */
    static Sequence halfMissed() {
        return new Cast(1, 1)
                .frames(5, List.of(at(0, 0)), List.of(at(0, 0)))
                .frames(5, List.of(at(0, 0)), List.of())
                .sequence();
    }

    /** One person in ten frames, followed in all of them, and somebody who is not there. */
    static Sequence invented() {
        return new Cast(1, 2)
                .frames(10, List.of(at(0, 0)), List.of(at(0, 0), at(1, 2)))
                .sequence();
    }
}
