package dev.lectern.queue;

import dev.lectern.testing.LeapingClock;
import java.time.Duration;

class MemoryTaskQueueTest implements TaskQueueContract {

    private final LeapingClock clock = new LeapingClock();
    private final MemoryTaskQueue queue = new MemoryTaskQueue(clock);

    @Override
    public TaskQueue queue() {
        return queue;
    }

    @Override
    public void age(Lease lease, Duration by) {
        clock.leap(by);
    }
}
