package dev.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import javax.sql.DataSource;

/** The database of one server. */
public final class Store {

    private final Vertx vertx;
    private final Database database;
    private final Pool writer;
    private final Pool readers;
    private final Sessions sessions;
    private final Jobs jobs;
    private final Results results;
    private final Corrections corrections;
    private final Accounts accounts;
    private final Identities identities;
    private final Logins logins;
    private final Tokens tokens;
    private final Sharing sharing;
    private final Links links;
    private final AuditLog audit;
    private final SpeedRecord speeds;

    private Store(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
        this.writer = pool(vertx, database.writer(), Database.WRITERS, "lectern-writer");
        this.readers = pool(vertx, database.readers(), Database.READERS, "lectern-readers");
        this.sessions = new Sessions(new Writer(writer), readers);
        this.jobs = new Jobs(new Writer(writer), readers);
        this.results = new Results(readers);
        this.corrections = new Corrections(new Writer(writer), readers);
        this.accounts = new Accounts(new Writer(writer), readers);
        this.identities = new Identities(new Writer(writer), readers);
        this.logins = new Logins(new Writer(writer), readers);
        this.tokens = new Tokens(new Writer(writer), readers);
        this.sharing = new Sharing(new Writer(writer), readers);
        this.links = new Links(new Writer(writer), readers);
        this.audit = new AuditLog(new Writer(writer), readers);
        this.speeds = new SpeedRecord(new Writer(writer), readers);
    }

    /**
     * Opens a database, makes it if it is missing, and brings its schema up to date.
     *
     * @param file its place, in a folder that exists
     * @return fails if the file cannot be opened, is no SQLite file, or was written by a newer Lectern
     */
    public static Future<Store> open(Vertx vertx, Path file) {
        return vertx.executeBlocking(() -> Database.open(file)).map(database -> new Store(vertx, database));
    }

    /** Closes the connections. Statements under way are finished before. */
    public Future<Void> close() {
        return Future.join(writer.close(), readers.close())
                .eventually(() -> vertx.executeBlocking(() -> {
                    database.close();
                    return null;
                }))
                .mapEmpty();
    }

    /**
     * Removes from the disk what rows that were deleted had held.
     *
     * @return whether nothing of it is left; if not, others were at work, and it is to be tried again
     */
    public Future<Boolean> scrub() {
        return new Writer(writer).emptyLog();
    }

    public Sessions sessions() {
        return sessions;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Results results() {
        return results;
    }

    public Corrections corrections() {
        return corrections;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Identities identities() {
        return identities;
    }

    public Logins logins() {
        return logins;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Sharing sharing() {
        return sharing;
    }

    public Links links() {
        return links;
    }

    public AuditLog audit() {
        return audit;
    }

    public SpeedRecord speeds() {
        return speeds;
    }

    private static Pool pool(Vertx vertx, DataSource source, int size, String name) {
        return JDBCPool.pool(
                vertx, source, new PoolOptions().setName(name).setMaxSize(size).setMaxWaitQueueSize(-1));
    }
}
