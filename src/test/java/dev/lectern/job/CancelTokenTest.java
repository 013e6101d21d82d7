package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancelTokenTest {

    private final CancelToken token = new CancelToken();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void letsWorkGoOnUntilItIsCancelled() {
        assertThat(token.cancelled()).isFalse();
        assertThatCode(token::check).doesNotThrowAnyException();
        token.cancel();
        assertThat(token.cancelled()).isTrue();
        assertThatThrownBy(token::check).isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.kind())
                .isEqualTo(TaskFailure.Kind.INTERRUPTED));
    }

    @Test
    void runsItsActionsOnce() {
        token.onCancel(runs::incrementAndGet);
        token.onCancel(runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        token.cancel();
        token.cancel();
        assertThat(runs).hasValue(2);
    }

    @Test
    void runsAnActionThatComesLateAtOnce() {
        token.cancel();
        token.onCancel(runs::incrementAndGet).close();
        assertThat(runs).hasValue(1);
    }

    @Test
    void forgetsAnActionThatWasClosed() {
        Runnable action = runs::incrementAndGet;
        try (CancelToken.Registration closedSoon = token.onCancel(action)) {
            assertThat(closedSoon).isNotNull();
            token.onCancel(action);
        }
        token.cancel();
        assertThat(runs)
                .as("the same action was registered twice and closed once")
                .hasValue(1);
    }

    @Test
    void anActionThatFailsKeepsNoOtherFromRunning() {
        token.onCancel(() -> {
            throw new IllegalStateException("the process is gone");
        });
        token.onCancel(runs::incrementAndGet);
        assertThatThrownBy(token::cancel).hasMessage("the process is gone");
        assertThat(runs).hasValue(1);
    }
}
