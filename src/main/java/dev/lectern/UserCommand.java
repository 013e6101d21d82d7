package dev.lectern;

import dev.lectern.access.Account;
import dev.lectern.access.Passwords;
import dev.lectern.access.Role;
import dev.lectern.config.Settings;
import dev.lectern.job.DataFolder;
import dev.lectern.job.Ids;
import dev.lectern.store.Accounts;
import dev.lectern.store.AuditEntry;
import dev.lectern.store.Store;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may log in, from the command line: works on the database itself, whether the server runs or not. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = {
            "Adds, lists, changes and removes who may log in.",
            "A password is asked for, or read from standard input if that is no terminal. Run it as the user that runs the server."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is done.", "2:The command line or the settings are wrong, or there is no such user."})
final class UserCommand {

    private static final List<String> ACTIONS = List.of("add", "disable", "enable", "list", "passwd", "remove", "role");

    @Parameters(index = "0", paramLabel = "ACTION", description = "add, disable, enable, list, passwd, remove or role.")
    private String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Whom; not for list.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "viewer, editor or admin; the first user is an admin, others are editors if nothing is said.")
    private String role;

    /** It is not done; the message is the sentence. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private Refused(String sentence) {
            super(sentence);
        }
    }

    int run(Settings settings) {
        Vertx vertx = Vertx.vertx();
        try {
            Files.createDirectories(settings.data());
            Store store = FirstAccount.await(Store.open(vertx, new DataFolder(settings.data()).database()));
            try {
                act(store);
            } finally {
                FirstAccount.await(store.close());
            }
            return Lectern.Exit.OK;
        } catch (Refused | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return Lectern.Exit.USAGE;
        } catch (IOException e) {
            System.err.println("The data folder " + settings.data() + " cannot be used: " + e.getMessage());
            return Lectern.Exit.USAGE;
        } finally {
            FirstAccount.await(vertx.close());
        }
    }

    private void act(Store store) throws Refused, IOException {
        if (!ACTIONS.contains(action)) {
            throw new Refused("\"" + action + "\" is none of " + String.join(", ", ACTIONS) + ".");
        }
        if (action.equals("list")) {
            FirstAccount.await(store.accounts().list())
                    .forEach(row -> System.out.printf(
                            "%-24s %-8s %s%s%s%n",
                            row.account().name(),
                            row.account().role().label(),
                            row.createdAt(),
                            row.issuer() == null ? "" : "  by " + row.issuer(),
                            row.disabled() ? "  disabled" : ""));
            return;
        }
        if (name == null) {
            throw new Refused("Say whom: lectern user " + action + " NAME");
        }
        switch (action) {
            case "add" -> add(store);
            case "passwd" -> {
                Account account = account(store);
                if (!FirstAccount.await(store.accounts().changePassword(account.id(), newPassword(), null))) {
                    throw new Refused(name + " logs in by single sign-on, and has no password here.");
                }
            }
            case "disable" ->
                unlessLast(FirstAccount.await(
                        store.accounts().disable(account(store).id())));
            case "enable" ->
                FirstAccount.await(store.accounts().enable(account(store).id()));
            case "role" -> {
                Account account = account(store);
                unlessLast(FirstAccount.await(store.accounts()
                        .changeRole(
                                account.id(),
                                wanted().orElseThrow(() -> new Refused(
                                        "Say which: lectern user role " + name + " --role viewer, editor or admin")))));
            }
            default -> remove(store, account(store));
        }
        FirstAccount.await(store.audit()
                .add(new AuditEntry(
                        0,
                        Instant.now(),
                        "operator",
                        null,
                        "lectern user " + action,
                        null,
                        name,
                        "command line",
                        200,
                        Ids.newTrace())));
    }

    private void add(Store store) throws Refused, IOException {
        boolean first = !FirstAccount.await(store.accounts().any());
        Role given = wanted().orElse(first ? Role.ADMIN : Role.EDITOR);
        if (first && given != Role.ADMIN) {
            throw new Refused("The first user must be an admin: nobody else could do anything then.");
        }
        Account account = new Account(FirstAccount.newId(), name, given);
        if (!FirstAccount.await(store.accounts().insert(account, newPassword(), Instant.now()))) {
            throw new Refused("There is a user " + name + " already.");
        }
        System.out.println(name + " may log in now, as " + given.label() + "."
                + (first ? " From now on everybody has to log in, on this machine too." : ""));
    }

    private static void remove(Store store, Account account) throws Refused {
        if (FirstAccount.await(store.accounts().removeOnly(account.id()))) {
            System.out.println("That was the only account: when the server is started again, nobody needs a login.");
        } else {
            unlessLast(FirstAccount.await(store.accounts().remove(account.id())));
        }
    }

    private static void unlessLast(boolean done) throws Refused {
        if (!done) {
            throw new Refused("This is the last admin; make another one first.");
        }
    }

    private Account account(Store store) throws Refused {
        return FirstAccount.await(store.accounts().find(name))
                .map(Accounts.Keyed::account)
                .orElseThrow(() -> new Refused("There is no user " + name + "; lectern user list shows all."));
    }

    private Optional<Role> wanted() throws Refused {
        if (role == null) {
            return Optional.empty();
        }
        return Optional.of(Role.ofLabel(role).orElseThrow(() -> new Refused("A role is viewer, editor or admin.")));
    }

    /** What is kept of a password that was asked for. */
    private String newPassword() throws Refused, IOException {
        Console console = System.console();
        String password = console == null ? line() : asked(console);
        Passwords.check(name, password);
        return Passwords.hash(password);
    }

    private static String line() throws Refused, IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new Refused("No password was given on standard input.");
        }
        return line;
    }

    private static String asked(Console console) throws Refused {
        char[] once = console.readPassword("Password: ");
        char[] again = console.readPassword("The same again: ");
        if (once == null || !Arrays.equals(once, again)) {
            throw new Refused("These were two different passwords.");
        }
        return new String(once);
    }
}
