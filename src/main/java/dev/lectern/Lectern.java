package dev.lectern;

import dev.lectern.config.ConfigKey;
import dev.lectern.config.InvalidConfig;
import dev.lectern.config.SettingsLoader;
import dev.lectern.config.SettingsLoader.Loaded;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The program. */
@Command(
        name = "lectern",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = "Finds the person who teaches in the recording of a lecture and says where that person was.",
        footer = {
            "",
            "Without a command it serves. Settings: options, then LECTERN_* variables, then conf/lectern.yaml."
        },
        subcommands = {
            ServeCommand.class,
            WorkerCommand.class,
            TokenCommand.class,
            UserCommand.class,
            ProcessCommand.class,
            EvaluateCommand.class,
            PrepareCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Lectern implements Runnable {

    private static final String CONF = "--conf";
    private static final Set<String> WITHOUT_SETTINGS = Set.of("help", "worker", "prepare");

    /** What is given to the shell. */
    static final class Exit {
        static final int OK = 0;
        /** The recording cannot be processed. */
        static final int RECORDING = 1;
        /** The command line or the settings are wrong. */
        static final int USAGE = 2;
        /** Lectern could not start, or failed for a reason that is not the recording's. */
        static final int FAILED = 3;
        /** It was told to stop. */
        static final int INTERRUPTED = 130;

        private Exit() {}
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Lectern " + number()};
        }

        static String number() {
            return Optional.ofNullable(Lectern.class.getPackage().getImplementationVersion())
                    .orElse("development");
        }
    }

    private final Map<String, String> environment;

    Lectern(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        // Pictures are drawn without a screen, also where there is one.
        System.setProperty("java.awt.headless", "true");
        // Some libraries keep threads that are no daemons; the end of the work is the end of the program.
        System.exit(commandLine(System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        Lectern lectern = new Lectern(environment);
        CommandLine line = new CommandLine(lectern);
        addSettings(line.getCommandSpec());
        line.getSubcommands().forEach((name, command) -> {
            // A worker has options of its own: what it is to do it hears from the server. To prepare needs none.
            if (!WITHOUT_SETTINGS.contains(name)) {
                addSettings(command.getCommandSpec());
            }
            if (name.equals("worker")) {
                command.getSubcommands().values().forEach(ofServer -> addSettings(ofServer.getCommandSpec()));
            }
        });
        line.setExecutionStrategy(parsed -> lectern.execute(parsed));
        return line;
    }

    @Override
    public void run() {
        // Never called: execute() decides by the command that was parsed.
    }

    private int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        Object chosen = command.commandSpec().userObject();
        if (chosen instanceof WorkerCommand worker) {
            return worker.run();
        }
        if (chosen instanceof PrepareCommand prepare) {
            return prepare.run();
        }
        try {
            Loaded loaded = SettingsLoader.load(
                    Optional.ofNullable(command.matchedOptionValue(CONF, null)), environment, options(parsed, command));
            loaded.warnings().forEach(warning -> System.err.println("Note: " + warning));
            if (chosen instanceof ProcessCommand process) {
                return process.run(loaded.settings());
            }
            if (chosen instanceof EvaluateCommand evaluate) {
                return evaluate.run(loaded.settings());
            }
            if (chosen instanceof UserCommand user) {
                return user.run(loaded.settings());
            }
            if (chosen instanceof WorkerListCommand list) {
                return list.run(loaded.settings());
            }
            if (chosen instanceof WorkerRevokeCommand revoke) {
                return revoke.run(loaded.settings());
            }
            return chosen instanceof TokenCommand token
                    ? token.run(loaded.settings())
                    : new ServeCommand().run(loaded.settings());
        } catch (InvalidConfig e) {
            System.err.println(e.getMessage());
            return Exit.USAGE;
        }
    }

    /** One option for each setting, so that there is one list of them. */
    private static void addSettings(CommandSpec command) {
        command.addOption(OptionSpec.builder(CONF)
                .type(Path.class)
                .paramLabel("FILE")
                .description("Settings file, instead of conf/lectern.yaml.")
                .build());
        for (ConfigKey key : ConfigKey.values()) {
            command.addOption(OptionSpec.builder(key.option())
                    .type(String.class)
                    .paramLabel("VALUE")
                    .description(key.description() + " (" + key.defaultText() + ").")
                    .build());
        }
    }

    private static Map<ConfigKey, String> options(ParseResult root, ParseResult command) {
        Map<ConfigKey, String> given = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            String value = command.matchedOptionValue(key.option(), root.matchedOptionValue(key.option(), null));
            if (value != null) {
                given.put(key, value);
            }
        }
        return given;
    }
}
