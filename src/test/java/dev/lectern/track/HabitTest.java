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

    private static Box at(int frame, double cx, double top, double h) {
        return new Box(frame, 0, frame * 0.2, cx, top, W, h, null);
    }
}
