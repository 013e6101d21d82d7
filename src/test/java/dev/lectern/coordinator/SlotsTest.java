package dev.lectern.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.bus.SlotIdle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Instant NOW = Instant.EPOCH;

    private final Slots slots = new Slots();

    private void idle(String slot, String worker) {
        slots.idle(new SlotIdle(slot, worker, "detector"), NOW);
    }

    private List<String> candidates() {
        return slots.candidates(slot -> true, NOW).stream().map(SlotIdle::slot).toList();
    }

    @Test
    void aSlotThatATaskIsOnItsWayToGetsNoOtherThoughItSaysThatItIsIdle() {
        idle("a1", "a");
        slots.await("a1");
        idle("a1", "a");
        assertThat(candidates()).isEmpty();
        slots.arrived("a1");
        assertThat(candidates()).containsExactly("a1");
    }

    @Test
    void meanwhileAnotherSlotOfTheSameWorkerMayHaveOne() {
        idle("a1", "a");
        idle("a2", "a");
        slots.await("a1");
        assertThat(candidates()).containsExactly("a2");
    }

    @Test
    void aTaskOnItsWayCountsAsWorkSoThatTheNextGoesToAnotherMachine() {
        idle("a1", "a");
        idle("a2", "a");
        idle("b1", "b");
        slots.await("a1");
        assertThat(candidates()).containsExactly("b1", "a2");
        assertThat(slots.busyOf("a")).isEqualTo(1);
        slots.busy("a1", "a", NOW);
        assertThat(slots.busyOf("a")).as("it is counted once").isEqualTo(1);
    }
}
