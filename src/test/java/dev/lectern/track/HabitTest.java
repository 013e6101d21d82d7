package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HabitTest {

    private static final double W = 0.25;
    private static final double H = 0.4;

    @Test
    void whoHasSatForSecondsIsNotSuddenlySomebodyTaller() {
        Habit habit = new Habit(at(0, 1, 0.4, H));
        for (int i = 1; i <= 20; i++) {
            habit.observe(at(i, 1 + 0.01 * (i % 2), 0.4, H));
        }
        assertThat(habit.contradicts(at(21, 1.01, 0.4, H))).isFalse();
        assertThat(habit.contradicts(at(21, 1, 0.1, 0.7))).isTrue();
        assertThat(habit.contradicts(at(21, 1.2, 0.4, H))).isTrue();
    }

    @Test
    void whoWalksHasNoHabit() {
        Habit habit = new Habit(at(0, 1, 0.4, H));
        for (int i = 1; i <= 20; i++) {
            habit.observe(at(i, 1 + 0.03 * i, 0.4, H));
        }
        assertThat(habit.contradicts(at(21, 1, 0.1, 0.7))).isFalse();
    }

    @Test
    void whoIsHalfHiddenForAMomentStillSitsThere() {
        Habit habit = seated();
        habit.observe(at(21, 1.05, 0.4, 0.6 * W, H));
        assertThat(habit.contradicts(at(22, 1.2, 0.4, H))).isTrue();
        assertThat(habit.contradicts(at(22, 1, 0.4, H))).isFalse();
    }

    @Test
    void whoIsSmallerForLongerIsSmaller() {
        Habit habit = seated();
        for (int i = 21; i <= 50; i++) {
            habit.observe(at(i, 1.05, 0.4, 0.6 * W, H));
        }
        assertThat(habit.contradicts(at(51, 1.05, 0.4, 0.6 * W, H))).isFalse();
        assertThat(habit.contradicts(at(51, 1, 0.4, 1.5 * W, H))).isTrue();
    }

    private static Habit seated() {
        Habit habit = new Habit(at(0, 1, 0.4, H));
        for (int i = 1; i <= 20; i++) {
            habit.observe(at(i, 1, 0.4, H));
        }
        return habit;
    }

    private static Box at(int frame, double cx, double top, double h) {
        return at(frame, cx, top, W, h);
    }

    private static Box at(int frame, double cx, double top, double w, double h) {
        return new Box(frame, 0, frame * 0.2, cx, top, w, h, null);
    }
}
