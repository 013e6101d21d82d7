package dev.lectern.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the settings together: built-in values, then the file, then the environment, then the command line; later wins. */
public final class SettingsLoader {

    private static final Path DEFAULT_FILE = Path.of("conf", "lectern.yaml");
    private static final List<ConfigKey> HARDWARE = List.of(ConfigKey.PROVIDER, ConfigKey.RUNTIME, ConfigKey.DECODER);
    private static final String LOG_FORM = "LECTERN_LOG";
    private static final List<String> LOG_FORMS = List.of("text", "json");
    /** Variables that are no settings: logback reads these by itself, before there are settings. */
    private static final List<String> OTHER_VARIABLES = List.of("LECTERN_LOG_LEVEL", LOG_FORM);

    private SettingsLoader() {}

    /**
     * The outcome.
     *
     * @param settings what holds
     * @param warnings what the one who starts Lectern should know, each a sentence
     */
    public record Loaded(Settings settings, List<String> warnings) {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Loads the settings; relative paths are relative to the working directory.
     *
     * @param file the file that was asked for, which must exist; without one {@code conf/lectern.yaml} is read if it is there
     * @param environment {@link System#getenv()}; a variable without a value counts as not set
     * @param options what was given on the command line
     * @throws InvalidConfig with all that is wrong
     */
    public static Loaded load(Optional<Path> file, Map<String, String> environment, Map<ConfigKey, String> options)
            throws InvalidConfig {
        return load(Path.of("").toAbsolutePath(), file, environment, options);
    }

    static Loaded load(
            Path workingDirectory, Optional<Path> file, Map<String, String> environment, Map<ConfigKey, String> options)
            throws InvalidConfig {
        checkLogForm(environment.getOrDefault(LOG_FORM, ""));
        Map<ConfigKey, Given> given = builtIn();
        given.putAll(fromFile(workingDirectory, file));
        for (ConfigKey key : ConfigKey.values()) {
            put(given, key, environment, options);
        }
        Settings settings = Checked.settings(given, workingDirectory);
        return new Loaded(
                settings,
                Stream.concat(unknownVariables(environment).stream(), exposure(settings).stream())
                        .toList());
    }

    /**
     * What this machine works with, for a worker, who has no settings file and is told everything else by its server. Other variables
     * are not looked at.
     *
     * @throws InvalidConfig with all that is wrong
     */
    public static Settings.Hardware hardware(Map<String, String> environment, Map<ConfigKey, String> options)
            throws InvalidConfig {
        Map<ConfigKey, Given> given = builtIn();
        for (ConfigKey key : HARDWARE) {
            put(given, key, environment, options);
        }
        return Checked.settings(given, Path.of("").toAbsolutePath()).hardware();
    }

    private static Map<ConfigKey, Given> builtIn() {
        Map<ConfigKey, Given> given = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            given.put(key, new Given(key.read(key.defaultText()), "built-in value"));
        }
        return given;
    }

    private static void put(
            Map<ConfigKey, Given> given,
            ConfigKey key,
            Map<String, String> environment,
            Map<ConfigKey, String> options) {
        String variable = environment.getOrDefault(key.environment(), "");
        if (!variable.isBlank()) {
            given.put(key, new Given(key.read(variable), "environment variable " + key.environment()));
        }
        if (options.containsKey(key)) {
            given.put(key, new Given(key.read(options.get(key)), "option " + key.option()));
        }
    }

    /** In another form there would be no log at all, and nobody would be told. */
    private static void checkLogForm(String form) throws InvalidConfig {
        if (!form.isEmpty() && !LOG_FORMS.contains(form)) {
            throw new InvalidConfig(
                    "The environment variable " + LOG_FORM + " is '" + form + "' and must be text or json.");
        }
    }

    private static Map<ConfigKey, Given> fromFile(Path workingDirectory, Optional<Path> file) throws InvalidConfig {
        Path path = file.orElse(DEFAULT_FILE);
        if (Files.exists(workingDirectory.resolve(path))) {
            return ConfigFile.read(workingDirectory.resolve(path));
        }
        if (file.isPresent()) {
            throw new InvalidConfig("There is no file " + path + " (option --conf).");
        }
        return Map.of();
    }

    private static List<String> unknownVariables(Map<String, String> environment) {
        List<String> warnings = new ArrayList<>();
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith(ConfigKey.ENVIRONMENT_PREFIX)
                    && ConfigKey.ofEnvironment(name).isEmpty()
                    && !OTHER_VARIABLES.contains(name)) {
                warnings.add("The environment variable " + name + " is not known and does nothing"
                        + Spelling.suggestion(
                                ConfigKey.ENVIRONMENT_PREFIX,
                                withoutPrefix(name),
                                Arrays.stream(ConfigKey.values()).map(key -> withoutPrefix(key.environment()))));
            }
        }
        return warnings;
    }

    private static String withoutPrefix(String variable) {
        return variable.substring(ConfigKey.ENVIRONMENT_PREFIX.length());
    }

    private static List<String> exposure(Settings settings) {
        return settings.local() || settings.access().tls().isPresent()
                ? List.of()
                : List.of("Lectern listens on " + settings.host() + ", which other machines may reach, without TLS:"
                        + " passwords and recordings can be read on the way. Set LECTERN_TLS_CERT and LECTERN_TLS_KEY,"
                        + " or have a proxy before it that speaks HTTPS.");
    }
}
