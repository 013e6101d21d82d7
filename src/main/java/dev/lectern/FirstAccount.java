package dev.lectern;

import dev.lectern.access.Account;
import dev.lectern.access.Passwords;
import dev.lectern.access.Role;
import dev.lectern.config.Settings;
import dev.lectern.job.Ids;
import dev.lectern.store.Store;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a server may start with the accounts that there are, and the first one if it was asked for. Blocks. */
final class FirstAccount {

    static final String NAME = "admin";
    private static final long PATIENCE_SECONDS = 10;

    private FirstAccount() {}

    /**
     * Looks at the accounts.
     *
     * @return whether there are any
     * @throws StartFailure if everybody in the network could do everything
     */
    static boolean see(Store store, Settings settings) throws StartFailure {
        if (await(store.accounts().any())) {
            return true;
        }
        if (settings.access().adminPasswordFile().isPresent()) {
            make(store, settings.access().adminPasswordFile().get());
            return true;
        }
        if (settings.access().singleSignOn().isPresent()) {
            throw new StartFailure(
                    "Single sign-on is set up, and there is no account yet: somebody has to be the admin of"
                            + " those who will log in, also when the identity provider is away. Make one with \"java -jar"
                            + " lectern.jar user add NAME\" and the same settings, or let LECTERN_ADMIN_PASSWORD_FILE name a file"
                            + " with a password for the user " + NAME + ".");
        }
        if (!settings.local()) {
            throw new StartFailure("Lectern was told to listen on " + settings.host()
                    + ", which other machines may reach, and has no account yet: everybody could watch and delete every"
                    + " recording. Make one with \"java -jar lectern.jar user add NAME\" and the same settings, or let"
                    + " LECTERN_ADMIN_PASSWORD_FILE name a file with a password for the user " + NAME
                    + ", or listen on 127.0.0.1.");
        }
        return false;
    }

    private static void make(Store store, Path file) throws StartFailure {
        try {
            String password = Files.readString(file).strip();
            Passwords.check(NAME, password);
            await(store.accounts()
                    .insert(new Account(newId(), NAME, Role.ADMIN), Passwords.hash(password), Instant.now()));
        } catch (IOException e) {
            throw new StartFailure("The password of the first admin cannot be read from " + file + ".", e);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("The password of the first admin in " + file + ": " + e.getMessage() + ".", e);
        }
    }

    static String newId() {
        return "user-" + Ids.newTrace();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
