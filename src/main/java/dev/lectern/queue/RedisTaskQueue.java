package dev.lectern.queue;

import dev.lectern.job.TaskName;
import dev.lectern.redis.RedisLink;
import dev.lectern.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The queue as one Redis stream with one consumer group. */
public final class RedisTaskQueue implements TaskQueue {

    private static final String STREAM = "lectern:tasks";
    private static final String OFFERED = "lectern:offered:";
    private static final String EXCUSED = "lectern:excused";
    private static final String GROUP = "workers";
    private static final String ANSWER_YES = "1";
    private static final String NO_GROUP = "NOGROUP";
    private static final String NO_KEY = "no such key";
    private static final String GROUP_EXISTS = "BUSYGROUP";
    private static final Pattern ENTRY = Pattern.compile("\\d{1,19}-\\d{1,19}");
    private static final int MOST_HELD = 10_000;

    private final RedisLink redis;

    /** A queue on this link. */
    public RedisTaskQueue(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public Future<Integer> offer(String jobId, List<TaskName> tasks) {
        List<String> args = new ArrayList<>(tasks.size() + 1);
        args.add(jobId);
        tasks.forEach(task -> args.add(task.toString()));
        return eval(QueueScripts.OFFER, List.of(STREAM, OFFERED + jobId), args).map(Response::toInteger);
    }

    @Override
    public Future<Optional<Lease>> claim(String holder, Set<String> not) {
        List<String> args = new ArrayList<>(List.of(GROUP, holder, RELEASED));
        args.addAll(not);
        return eval(QueueScripts.CLAIM, List.of(STREAM), args)
                .map(got -> got == null || got.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Lease(
                                text(got, 0), text(got, 2), TaskName.parse(text(got, 3)), holder, number(got, 1))));
    }

    @Override
    public Future<Boolean> renew(Lease lease) {
        return fenced(QueueScripts.RENEW, List.of(STREAM), lease);
    }

    @Override
    public Future<Boolean> settle(Lease lease) {
        return fenced(QueueScripts.SETTLE, List.of(STREAM, OFFERED + lease.jobId(), EXCUSED), lease);
    }

    @Override
    public Future<Boolean> putOff(Lease lease) {
        return passOn(lease, BACKOFF, lease.attempt());
    }

    @Override
    public Future<Boolean> handBack(Lease lease) {
        return passOn(lease, RELEASED, lease.attempt() - 1);
    }

    @Override
    public Future<Boolean> release(Lease lease) {
        return passOn(lease, RELEASED, lease.attempt());
    }

    @Override
    public Future<Boolean> excuse(Lease lost) {
        return eval(QueueScripts.EXCUSE, List.of(STREAM, EXCUSED), List.of(GROUP, lost.entry()))
                .map(RedisTaskQueue::yes);
    }

    @Override
    public Future<Integer> excused(Lease lease) {
        return redis.send(Request.cmd(Command.HGET).arg(EXCUSED).arg(lease.entry()))
                .map(count -> count == null ? 0 : count.toInteger());
    }

    @Override
    public Future<List<HeldTask>> held() {
        return eval(QueueScripts.HELD, List.of(STREAM, EXCUSED), List.of(GROUP, Integer.toString(MOST_HELD)))
                .map(answer -> {
                    List<HeldTask> held = new ArrayList<>();
                    for (Response one : answer) {
                        // A task that was handed back in its first attempt counts 0 attempts until it is claimed again.
                        Lease lease = new Lease(
                                text(one, 0),
                                text(one, 4),
                                TaskName.parse(text(one, 5)),
                                text(one, 1),
                                Math.max(1, number(one, 3)));
                        held.add(new HeldTask(lease, Duration.ofMillis(Long.parseLong(text(one, 2))), number(one, 6)));
                    }
                    return held;
                });
    }

    @Override
    public Future<QueueLengths> lengths() {
        return eval(QueueScripts.LENGTHS, List.of(STREAM), List.of(GROUP, RELEASED, BACKOFF))
                .map(answer -> new QueueLengths(
                        answer.get(0).toLong(),
                        answer.get(1).toLong(),
                        answer.get(2).toLong(),
                        Duration.ofMillis(answer.get(3).toLong())));
    }

    @Override
    public Future<Void> dismiss(Predicate<String> gone) {
        return eval(QueueScripts.IDLE_HOLDERS, List.of(STREAM), List.of(GROUP))
                .compose(answer -> {
                    List<String> args = new ArrayList<>(List.of(GROUP));
                    answer.forEach(holder -> {
                        if (gone.test(holder.toString())) {
                            args.add(holder.toString());
                        }
                    });
                    return args.size() == 1
                            ? Future.succeededFuture()
                            : eval(QueueScripts.DISMISS, List.of(STREAM), args).<Void>mapEmpty();
                })
                .recover(e -> says(e, NO_KEY) ? Future.succeededFuture() : Future.failedFuture(e));
    }

    @Override
    public Future<Void> remove(String jobId) {
        return eval(QueueScripts.REMOVE, List.of(STREAM, OFFERED + jobId, EXCUSED), List.of(GROUP))
                .mapEmpty();
    }

    /** Runs a script; makes the stream and its group and runs it again if they are not there, as after Redis lost its data. */
    private Future<Response> eval(Script script, List<String> keys, List<String> args) {
        return redis.eval(script, keys, args)
                .recover(e -> says(e, NO_GROUP)
                        ? prepare().compose(made -> redis.eval(script, keys, args))
                        : Future.failedFuture(e));
    }

    private Future<?> prepare() {
        return redis.send(Request.cmd(Command.XGROUP)
                        .arg("CREATE")
                        .arg(STREAM)
                        .arg(GROUP)
                        .arg("0")
                        .arg("MKSTREAM"))
                .recover(e -> says(e, GROUP_EXISTS) ? Future.succeededFuture() : Future.failedFuture(e));
    }

    private static boolean says(Throwable e, String code) {
        return e.getMessage() != null && e.getMessage().contains(code);
    }

    private Future<Boolean> passOn(Lease lease, String holder, int attempts) {
        return fenced(QueueScripts.PASS_ON, List.of(STREAM), lease, holder, Integer.toString(attempts));
    }

    private Future<Boolean> fenced(Script script, List<String> keys, Lease lease, String... more) {
        if (!ENTRY.matcher(lease.entry()).matches()) {
            // Redis would take some other words for entries too, and call the rest an error of ours.
            return Future.succeededFuture(false);
        }
        List<String> args = new ArrayList<>(List.of(
                GROUP,
                lease.entry(),
                lease.holder(),
                Integer.toString(lease.attempt()),
                lease.jobId(),
                lease.task().toString()));
        args.addAll(List.of(more));
        return eval(script, keys, args).map(RedisTaskQueue::yes);
    }

    private static boolean yes(Response answer) {
        return ANSWER_YES.equals(answer.toString());
    }

    private static String text(Response list, int index) {
        return list.get(index).toString();
    }

    private static int number(Response list, int index) {
        return Integer.parseInt(text(list, index));
    }
}
