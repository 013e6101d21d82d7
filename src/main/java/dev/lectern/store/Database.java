package dev.lectern.store;

import dev.lectern.job.Session;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The SQLite file: its schema and its connections. Everything here blocks. */
final class Database implements AutoCloseable {

    static final int WRITERS = 1;
    static final int READERS = 4;
    private static final int FOLDED_AT_ONCE = 500;

    private final AgroalDataSource writer;
    private final AgroalDataSource readers;

    private Database(AgroalDataSource writer, AgroalDataSource readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Opens the file, makes it if it is missing and brings its schema up to date. */
    static Database open(Path file) throws SQLException {
        String url = "jdbc:sqlite:" + file.toAbsolutePath();
        AgroalDataSource writer = source(url, WRITERS);
        try {
            Flyway.configure()
                    .dataSource(writer)
                    .locations("classpath:db/migration")
                    // By default a schema from the future passes; writing to it would not do it good.
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
            fold(writer);
            return new Database(writer, source(url, READERS));
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Sees to sessions of older versions. */
    private static void fold(AgroalDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement next = connection.prepareStatement(Sql.SESSIONS_NOT_FOLDED);
                PreparedStatement fold = connection.prepareStatement(Sql.FOLD_SESSION)) {
            connection.setAutoCommit(false);
            next.setInt(1, FOLDED_AT_ONCE);
            for (List<Session> some = read(next); !some.isEmpty(); some = read(next)) {
                for (Session session : some) {
                    Folded folded = Folded.of(session);
                    fold.setString(1, folded.foundBy());
                    fold.setString(2, folded.titleKey());
                    fold.setString(3, folded.heldAt());
                    fold.setString(4, session.id());
                    fold.executeUpdate();
                }
                connection.commit();
            }
        }
    }

    private static List<Session> read(PreparedStatement next) throws SQLException {
        List<Session> sessions = new ArrayList<>();
        try (ResultSet rows = next.executeQuery()) {
            while (rows.next()) {
                sessions.add(new Session(
                        rows.getString("s_id"),
                        rows.getString("s_name"),
                        rows.getString("s_metadata"),
                        Instant.ofEpochMilli(rows.getLong("s_created_at")),
                        rows.getString("s_sha256"),
                        rows.getLong("s_bytes"),
                        null));
            }
        }
        return sessions;
    }

    AgroalDataSource writer() {
        return writer;
    }

    AgroalDataSource readers() {
        return readers;
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    private static AgroalDataSource source(String url, int size) throws SQLException {
        // WAL with NORMAL loses nothing when the process is killed; only a power cut can take the last commits.
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionValidator(AgroalConnectionPoolConfiguration.ConnectionValidator.emptyValidator())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .connectionProviderClassName("org.sqlite.JDBC")
                                .jdbcProperty("journal_mode", "WAL")
                                .jdbcProperty("synchronous", "NORMAL")
                                .jdbcProperty("foreign_keys", "true")
                                // What is deleted is overwritten, and not only forgotten.
                                .jdbcProperty("secure_delete", "true")
                                .jdbcProperty("busy_timeout", "5000")
                                // After a commit the driver begins the next transaction at once. An immediate one would
                                // hold the right to write until then, and commands like "user add" could never write.
                                .jdbcProperty("transaction_mode", "DEFERRED")));
        return AgroalDataSource.from(configuration);
    }
}
