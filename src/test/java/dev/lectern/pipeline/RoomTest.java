package dev.lectern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.CancelToken;
import dev.lectern.job.Parameters;
import dev.lectern.job.SessionFolder;
import dev.lectern.job.Step;
import dev.lectern.job.StepContext;
import dev.lectern.job.StepInput;
import dev.lectern.job.StepOutput;
import dev.lectern.job.TaskFailure;
import dev.lectern.job.TaskName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RoomTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final CancelToken cancel = new CancelToken();
    private final Step step = (input, context) -> {
        runs.incrementAndGet();
        return StepOutput.bytes(new byte[] {1});
    };

    private StepOutput run(Room room) throws TaskFailure {
        return room.run(
                new StepInput(
                        TaskName.INSPECT,
                        folder.resolve("raw.mp4"),
                        new SessionFolder(folder),
                        folder,
                        Parameters.DEFAULT,
                        null,
                        "key",
                        null),
                new StepContext() {
                    @Override
                    public CancelToken cancel() {
                        return cancel;
                    }

                    @Override
                    public void progress(double fraction) {
                        // Nobody asks.
                    }
                });
    }

    @Test
    void aStepBeginsWhenThereIsRoom() throws TaskFailure {
        assertThat(run(new Room(step, 1, LONG)).content()).containsExactly(1);
    }

    @Test
    void withoutRoomItWaitsAndThenSaysWhatToDo() {
        assertThatThrownBy(() -> run(new Room(step, Long.MAX_VALUE, Duration.ofMillis(700))))
                .isInstanceOfSatisfying(
                        TaskFailure.class, e -> assertThat(e.kind()).isEqualTo(TaskFailure.Kind.TRANSIENT))
                .hasMessage(Room.NO_ROOM);
        assertThat(runs).hasValue(0);
    }

    @Test
    void whoWaitsCanBeTold() throws Exception {
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                run(new Room(step, Long.MAX_VALUE, LONG));
            } catch (TaskFailure e) {
                throw new CompletionException(e);
            }
        });
        cancel.cancel();
        assertThatThrownBy(waiting::join).cause().isInstanceOfSatisfying(TaskFailure.class, e -> assertThat(e.kind())
                .isEqualTo(TaskFailure.Kind.INTERRUPTED));
        assertThat(runs).hasValue(0);
    }
}
