package dev.lectern.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** The SQLite file: its schema and its connections. Everything here blocks. */
final class Database implements AutoCloseable {

    static final int WRITERS = 1;
    static final int READERS = 4;

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
            return new Database(writer, source(url, READERS));
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
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
