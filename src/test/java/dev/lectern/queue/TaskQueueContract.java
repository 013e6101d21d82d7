package dev.lectern.queue;

import static dev.lectern.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.TaskName;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every queue promises. */
interface TaskQueueContract {

    String JOB = "job-0123456789abcdef";
    String OTHER_JOB = "job-fedcba9876543210";
    TaskName FIRST = TaskName.detect(0);
    TaskName SECOND = TaskName.detect(1);
    TaskName THIRD = TaskName.detect(2);

    TaskQueue queue();

    /** Makes a lease look as if nothing had been heard of it for so long. */
    void age(Lease lease, Duration by);

    @Test
    default void anEmptyQueueHasNothingToHandOut() {
        assertThat(await(queue().claim("slot"))).isEmpty();
        assertThat(await(queue().held())).isEmpty();
    }

    @Test
    default void handsOutInTheOrderOfOffers() {
        offer(JOB, FIRST, SECOND);
        offer(OTHER_JOB, FIRST);
        assertThat(claim("a"))
                .extracting(Lease::jobId, Lease::task, Lease::holder, Lease::attempt)
                .containsExactly(JOB, FIRST, "a", 1);
        assertThat(claim("b")).extracting(Lease::jobId, Lease::task).containsExactly(JOB, SECOND);
        assertThat(claim("c")).extracting(Lease::jobId, Lease::task).containsExactly(OTHER_JOB, FIRST);
        assertThat(await(queue().claim("d"))).isEmpty();
    }

    @Test
    default void offeringAgainAddsOnlyWhatIsNew() {
        assertThat(await(queue().offer(JOB, List.of(FIRST, SECOND)))).isEqualTo(2);
        assertThat(await(queue().offer(JOB, List.of(FIRST, SECOND)))).isZero();
        Lease held = claim("a");
        assertThat(await(queue().offer(JOB, List.of(FIRST, SECOND, THIRD))))
                .as("one is held, one waits, one is new")
                .isEqualTo(1);
        assertThat(await(queue().offer(JOB, List.of()))).isZero();

        assertThat(await(queue().settle(held))).isTrue();
        assertThat(await(queue().offer(JOB, List.of(FIRST))))
                .as("settled, so it may be offered anew")
                .isEqualTo(1);
        assertThat(List.of(claim("a").task(), claim("a").task(), claim("a").task()))
                .containsExactly(SECOND, THIRD, FIRST);
    }

    @Test
    default void aSettledTaskIsGone() {
        offer(JOB, FIRST);
        Lease lease = claim("a");
        assertThat(await(queue().settle(lease))).isTrue();
        assertThat(await(queue().settle(lease))).isFalse();
        assertThat(await(queue().renew(lease))).isFalse();
        assertThat(await(queue().held())).isEmpty();
        assertThat(await(queue().claim("b"))).isEmpty();
    }

    @Test
    default void renewingKeepsALeaseYoung() {
        offer(JOB, FIRST);
        Lease lease = claim("a");
        assertThat(await(queue().held())).singleElement().satisfies(held -> {
            assertThat(held.lease()).isEqualTo(lease);
            assertThat(held.idle()).isLessThan(Duration.ofMinutes(1));
        });
        age(lease, Duration.ofHours(1));
        assertThat(await(queue().held()).get(0).idle()).isGreaterThanOrEqualTo(Duration.ofHours(1));

        assertThat(await(queue().renew(lease))).isTrue();
        assertThat(await(queue().held())).singleElement().satisfies(held -> {
            assertThat(held.lease()).isEqualTo(lease);
            assertThat(held.idle()).isLessThan(Duration.ofMinutes(1));
        });
        assertThat(await(queue().renew(lease))).as("renewing is no new attempt").isTrue();
    }

    @Test
    default void aTaskThatNobodyAskedAboutForMonthsIsStillThere() {
        offer(JOB, FIRST);
        Lease lease = claim("a");
        age(lease, Duration.ofDays(100));
        assertThat(await(queue().held())).singleElement().satisfies(held -> assertThat(held.idle())
                .isGreaterThanOrEqualTo(Duration.ofDays(100)));
    }

    @Test
    default void aReleasedTaskIsClaimedBeforeThoseThatWaitAndTheAttemptCounts() {
        offer(JOB, FIRST, SECOND);
        Lease lost = claim("a");
        assertThat(await(queue().release(lost))).isTrue();
        assertThat(await(queue().held()))
                .singleElement()
                .extracting(held -> held.lease().holder())
                .isEqualTo(TaskQueue.RELEASED);

        Lease next = claim("b");
        assertThat(next).isEqualTo(new Lease(lost.entry(), JOB, FIRST, "b", 2));
        assertThat(claim("b").task()).isEqualTo(SECOND);
    }

    @Test
    default void whoLostATaskCanDoItNoHarm() {
        offer(JOB, FIRST);
        Lease lost = claim("a");
        await(queue().release(lost));
        refuses(lost);
        Lease next = claim("b");
        refuses(lost);
        assertThat(await(queue().held()))
                .singleElement()
                .extracting(HeldTask::lease)
                .isEqualTo(next);
        assertThat(await(queue().settle(next))).isTrue();
        refuses(lost);
    }

    @Test
    default void aSlotThatGetsItsOwnTaskAgainCannotUseItsOldLease() {
        offer(JOB, FIRST);
        Lease lost = claim("a");
        await(queue().release(lost));
        Lease again = claim("a");
        refuses(lost);
        assertThat(await(queue().renew(again))).isTrue();
    }

    @Test
    default void whatASlotMayDoItCannotPassOffAsSomethingElse() {
        offer(JOB, FIRST, SECOND);
        offer(OTHER_JOB, FIRST);
        Lease held = claim("a");
        Lease others = claim("b");
        for (Lease forged : List.of(
                new Lease(held.entry(), OTHER_JOB, held.task(), "a", held.attempt()),
                new Lease(held.entry(), JOB, SECOND, "a", held.attempt()),
                new Lease(held.entry(), JOB, held.task(), "b", held.attempt()),
                new Lease(held.entry(), JOB, held.task(), "a", held.attempt() + 1),
                new Lease(others.entry(), JOB, held.task(), "a", held.attempt()),
                new Lease("0-0", JOB, held.task(), "a", held.attempt()),
                new Lease("-", JOB, held.task(), "a", held.attempt()),
                new Lease("$", JOB, held.task(), "a", held.attempt()),
                new Lease("1-0' ; FLUSHALL", JOB, held.task(), "a", held.attempt()),
                new Lease(held.entry(), "job-1\r\nFLUSHALL\r\n", held.task(), "a", held.attempt()),
                new Lease("9".repeat(40), JOB, held.task(), "a", held.attempt()))) {
            refuses(forged);
        }
        assertThat(await(queue().held())).extracting(HeldTask::lease).containsExactlyInAnyOrder(held, others);
        assertThat(await(queue().settle(held))).isTrue();
        assertThat(await(queue().settle(others))).isTrue();
    }

    @Test
    default void aTaskThatWasPutOffWaitsUntilItIsReleased() {
        offer(JOB, FIRST);
        Lease failed = claim("a");
        assertThat(await(queue().putOff(failed))).isTrue();
        refuses(failed);
        assertThat(await(queue().claim("b"))).isEmpty();

        HeldTask waiting = await(queue().held()).get(0);
        assertThat(waiting.lease()).isEqualTo(new Lease(failed.entry(), JOB, FIRST, TaskQueue.BACKOFF, 1));
        assertThat(waiting.idle()).isLessThan(Duration.ofMinutes(1));
        assertThat(await(queue().release(waiting.lease()))).isTrue();
        assertThat(claim("b").attempt()).isEqualTo(2);
    }

    @Test
    default void saysHowMuchThereIsAndSinceWhen() {
        assertThat(await(queue().lengths())).isEqualTo(new QueueLengths(0, 0, 0, Duration.ZERO));
        offer(JOB, FIRST, SECOND, THIRD);
        offer(OTHER_JOB, FIRST);
        assertLengths(4, 0, 0);
        Lease first = claim("a");
        Lease second = claim("b");
        Lease third = claim("c");
        assertLengths(1, 3, 0);
        await(queue().putOff(first));
        await(queue().release(second));
        assertLengths(2, 1, 1);
        Lease released = await(queue().held()).stream()
                .map(HeldTask::lease)
                .filter(lease -> lease.holder().equals(TaskQueue.RELEASED))
                .findFirst()
                .orElseThrow();
        age(released, Duration.ofHours(1));
        assertThat(await(queue().lengths()).oldestWaiting())
                .as("since it was released")
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
        await(queue().settle(third));
        await(queue().remove(JOB));
        assertLengths(1, 0, 0);
        claim("d");
        assertThat(await(queue().lengths())).isEqualTo(new QueueLengths(0, 1, 0, Duration.ZERO));
    }

    private void assertLengths(int waiting, int held, int putOff) {
        assertThat(await(queue().lengths()))
                .extracting(QueueLengths::waiting, QueueLengths::held, QueueLengths::putOff)
                .containsExactly((long) waiting, (long) held, (long) putOff);
    }

    @Test
    default void handingBackSpendsNoAttempt() {
        offer(JOB, FIRST);
        for (int i = 0; i < 3; i++) {
            Lease interrupted = claim("a");
            assertThat(interrupted.attempt()).isEqualTo(1);
            assertThat(await(queue().handBack(interrupted))).isTrue();
            refuses(interrupted);
            assertThat(await(queue().held()))
                    .singleElement()
                    .extracting(
                            held -> held.lease().holder(), held -> held.lease().attempt())
                    .containsExactly(TaskQueue.RELEASED, 1);
        }
        await(queue().release(claim("a")));
        Lease second = claim("b");
        assertThat(second.attempt()).isEqualTo(2);
        await(queue().handBack(second));
        assertThat(claim("c").attempt()).isEqualTo(2);
    }

    @Test
    default void anAttemptThatIsExcusedIsNotedAndChangesNothingElse() {
        offer(JOB, FIRST, SECOND);
        Lease lost = claim("a");
        await(queue().release(lost));
        Lease next = claim("b");
        assertThat(await(queue().excused(next))).isZero();
        assertThat(await(queue().excuse(lost))).isTrue();
        assertThat(await(queue().excused(next))).isEqualTo(1);
        assertThat(await(queue().held())).singleElement().satisfies(held -> {
            assertThat(held.lease()).isEqualTo(next);
            assertThat(held.excused()).isEqualTo(1);
        });
        refuses(lost);
        assertThat(await(queue().renew(next))).as("who has it now keeps it").isTrue();

        assertThat(await(queue().settle(next))).isTrue();
        assertThat(await(queue().excuse(lost))).as("it is done").isFalse();
        Lease other = claim("a");
        assertThat(await(queue().excused(other))).as("each task for itself").isZero();
        await(queue().excuse(other));
        await(queue().remove(JOB));
        assertThat(await(queue().excused(other)))
                .as("nothing stays of what is gone")
                .isZero();
    }

    @Test
    default void whatAHolderMustNotGetStaysForOthersAndKeepsNothingFromIt() {
        offer(JOB, FIRST, SECOND, THIRD);
        offer(OTHER_JOB, FIRST);
        Lease first = claim("a");
        Lease second = claim("a");
        Lease third = claim("a");
        await(queue().release(first));
        await(queue().release(second));
        await(queue().release(third));

        Set<String> not = Set.of(first.entry(), second.entry());
        assertThat(await(queue().claim("a", not)).orElseThrow())
                .as("a released one behind two that it must not get")
                .isEqualTo(new Lease(third.entry(), JOB, THIRD, "a", 2));
        assertThat(await(queue().claim("a", not)).orElseThrow().jobId())
                .as("then one that waits")
                .isEqualTo(OTHER_JOB);
        assertThat(await(queue().claim("a", not))).isEmpty();
        assertThat(claim("b")).isEqualTo(new Lease(first.entry(), JOB, FIRST, "b", 2));
        assertThat(await(queue().claim("b", Set.of(first.entry(), "0-1"))).orElseThrow())
                .as("what it holds, or nobody knows, is of no account")
                .isEqualTo(new Lease(second.entry(), JOB, SECOND, "b", 2));
    }

    @Test
    default void aTaskOfAJobThatIsGoneIsNotHandedOutBesideThoseThatMustNotBeHad() {
        offer(JOB, FIRST);
        offer(OTHER_JOB, SECOND, THIRD);
        Lease gone = claim("a");
        Lease avoided = claim("a");
        Lease other = claim("a");
        await(queue().release(gone));
        await(queue().release(avoided));
        await(queue().release(other));
        await(queue().remove(JOB));
        assertThat(await(queue().claim("a", Set.of(avoided.entry())))
                        .orElseThrow()
                        .task())
                .isEqualTo(THIRD);
    }

    @Test
    default void attemptsAreCountedForEveryTaskAlone() {
        offer(JOB, FIRST, SECOND);
        for (int attempt = 1; attempt <= 4; attempt++) {
            Lease lease = claim("a");
            assertThat(lease).extracting(Lease::task, Lease::attempt).containsExactly(FIRST, attempt);
            await(queue().release(lease));
        }
        claim("a");
        assertThat(claim("b")).extracting(Lease::task, Lease::attempt).containsExactly(SECOND, 1);
    }

    @Test
    default void removingAJobLeavesTheOthers() {
        offer(JOB, FIRST, SECOND, THIRD);
        offer(OTHER_JOB, FIRST);
        Lease held = claim("a");
        Lease released = claim("b");
        await(queue().release(released));

        await(queue().remove(JOB));
        refuses(held);
        assertThat(await(queue().held())).isEmpty();
        assertThat(claim("c")).extracting(Lease::jobId, Lease::attempt).containsExactly(OTHER_JOB, 1);
        assertThat(await(queue().claim("c"))).isEmpty();
        await(queue().remove(JOB));
        assertThat(await(queue().offer(JOB, List.of(FIRST)))).isEqualTo(1);
    }

    @Test
    default void noTwoClaimsGetTheSameTask() {
        int tasks = 60;
        await(queue().offer(
                        JOB,
                        IntStream.range(0, tasks).mapToObj(TaskName::detect).toList()));
        List<Future<Optional<Lease>>> claims = new ArrayList<>();
        for (int i = 0; i < 2 * tasks; i++) {
            claims.add(queue().claim("slot" + i % 7));
        }
        Set<TaskName> handedOut = new HashSet<>();
        int got = 0;
        for (Future<Optional<Lease>> claim : claims) {
            Optional<Lease> lease = await(claim);
            if (lease.isPresent()) {
                got++;
                handedOut.add(lease.get().task());
            }
        }
        assertThat(got).isEqualTo(tasks);
        assertThat(handedOut).hasSize(tasks);
    }

    private void offer(String jobId, TaskName... tasks) {
        await(queue().offer(jobId, List.of(tasks)));
    }

    private Lease claim(String holder) {
        return await(queue().claim(holder)).orElseThrow(() -> new AssertionError("nothing was handed out"));
    }

    private void refuses(Lease lease) {
        assertThat(await(queue().renew(lease))).as("renew").isFalse();
        assertThat(await(queue().settle(lease))).as("settle").isFalse();
        assertThat(await(queue().putOff(lease))).as("putOff").isFalse();
        assertThat(await(queue().handBack(lease))).as("handBack").isFalse();
        assertThat(await(queue().release(lease))).as("release").isFalse();
    }
}
