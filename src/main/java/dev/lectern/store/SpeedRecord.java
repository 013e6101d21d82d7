package dev.lectern.store;

import dev.lectern.job.Quality;
import dev.lectern.job.Speeds;
import dev.lectern.job.TaskKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How quick this installation was lately, see {@link Speeds}. Of fixed size, and of no session in particular. */
public final class SpeedRecord {

    private final Writer writer;
    private final Pool readers;

    SpeedRecord(Writer writer, Pool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** What was written last; what another version wrote and this one does not know is left out. */
    public Future<Speeds> read() {
        return readers.query(Sql.SPEEDS)
                .execute()
                .map(rows -> Rows.all(rows, SpeedRecord::entry).stream()
                        .flatMap(Optional::stream)
                        .toList())
                .map(Speeds::of);
    }

    /** Writes one entry in place of what was known of the same. */
    public Future<Void> write(Speeds.Entry entry) {
        return writer.change(
                        Sql.WRITE_SPEED,
                        Tuple.of(
                                entry.of().kind().label(),
                                entry.of().quality().label(),
                                entry.sum().seconds(),
                                entry.sum().work()))
                .mapEmpty();
    }

    private static Optional<Speeds.Entry> entry(Row row) {
        String kind = row.getString("kind");
        List<TaskKind> kinds = Arrays.stream(TaskKind.values())
                .filter(one -> one.label().equals(kind))
                .toList();
        Optional<Quality> quality = Quality.parse(row.getString("quality"));
        return kinds.isEmpty() || quality.isEmpty()
                ? Optional.empty()
                : Optional.of(new Speeds.Entry(
                        new Speeds.Of(kinds.get(0), quality.get()),
                        new Speeds.Sum(row.getDouble("seconds"), row.getDouble("work"))));
    }
}
