package dev.lectern.config;

import dev.lectern.job.AddressRange;
import dev.lectern.job.Provider;
import dev.lectern.job.Quality;
import dev.lectern.redis.RedisAddress;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns what was given into {@link Settings}, or says all that is wrong with it. */
final class Checked {

    /** The description of each property in it completes the sentence "it must be". */
    private static final JsonObject SCHEMA = schema();

    private static final Validator VALIDATOR = Validator.create(
            JsonSchema.of(SCHEMA),
            new JsonSchemaOptions()
                    .setBaseUri("https://lectern.dev/")
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Flag));

    private static final String NONE = "none";

    private final Map<ConfigKey, Given> given;
    private final List<String> problems = new ArrayList<>();

    private Checked(Map<ConfigKey, Given> given) {
        this.given = given;
    }

    /** @param given a value for every key */
    static Settings settings(Map<ConfigKey, Given> given, Path workingDirectory) throws InvalidConfig {
        return new Checked(given).settings(workingDirectory);
    }

    private Settings settings(Path workingDirectory) throws InvalidConfig {
        given.forEach(this::checkAgainstSchema);
        complain();
        Optional<RedisAddress> redis = text(ConfigKey.REDIS, "embedded", RedisAddress::new);
        Path data = parsed(ConfigKey.DATA, value -> absolute(workingDirectory, value.toString()));
        Optional<Path> model = text(ConfigKey.MODEL, "built-in", path -> absolute(workingDirectory, path));
        Optional<Path> runtime = text(ConfigKey.RUNTIME, "built-in", path -> absolute(workingDirectory, path));
        Settings.Access access = access(workingDirectory);
        Long maxUpload = parsed(ConfigKey.MAX_UPLOAD, value -> ByteSize.parse(value.toString()));
        Long reserve = parsed(ConfigKey.DISK_RESERVE, value -> ByteSize.parse(value.toString()));
        Long uploadRate = parsed(ConfigKey.UPLOAD_RATE, value -> ByteSize.parse(value.toString()));
        Optional<Duration> recordings = text(ConfigKey.KEEP_RECORDINGS, Age.FOR_EVER, Age::parse);
        Optional<Duration> sessions = text(ConfigKey.KEEP_SESSIONS, Age.FOR_EVER, Age::parse);
        complain();
        return new Settings(
                value(ConfigKey.HOST).toString(),
                number(ConfigKey.PORT).intValue(),
                data,
                value(ConfigKey.WORKERS).equals("auto")
                        ? Math.min(Runtime.getRuntime().availableProcessors(), Settings.MAX_WORKERS)
                        : number(ConfigKey.WORKERS).intValue(),
                redis,
                model,
                text(ConfigKey.MODEL_FAMILY, "auto", Function.identity()),
                new Settings.Hardware(
                        text(ConfigKey.PROVIDER, "auto", name -> Provider.parse(name)
                                .orElseThrow()),
                        runtime,
                        value(ConfigKey.DECODER).toString()),
                number(ConfigKey.SAMPLE_FPS).doubleValue(),
                Quality.parse(value(ConfigKey.QUALITY).toString()).orElseThrow(),
                number(ConfigKey.SEGMENT_SECONDS).intValue(),
                texts(ConfigKey.CORS_ORIGINS),
                maxUpload,
                number(ConfigKey.ATTEMPTS).intValue(),
                new Settings.Cluster(
                        value(ConfigKey.CLUSTER_HOST).toString(),
                        number(ConfigKey.CLUSTER_PORT).intValue()),
                reserve,
                new Settings.Retention(recordings, sessions),
                new Settings.Limits(
                        number(ConfigKey.QUEUE_LENGTH).intValue(),
                        number(ConfigKey.IMPORTS_PER_MINUTE).intValue(),
                        number(ConfigKey.UPLOADS_PER_CLIENT).intValue(),
                        uploadRate,
                        number(ConfigKey.REQUEST_SECONDS).intValue(),
                        number(ConfigKey.STREAMS_PER_CLIENT).intValue(),
                        number(ConfigKey.STREAMS).intValue(),
                        number(ConfigKey.CONNECTIONS_PER_CLIENT).intValue(),
                        number(ConfigKey.CONNECTIONS).intValue()),
                access);
    }

    private Settings.Access access(Path workingDirectory) {
        Optional<Path> certificate = text(ConfigKey.TLS_CERT, NONE, path -> absolute(workingDirectory, path));
        Optional<Path> key = text(ConfigKey.TLS_KEY, NONE, path -> absolute(workingDirectory, path));
        if (certificate.isPresent() != key.isPresent()) {
            problems.add("tls.certificate and tls.key belong together: give both (LECTERN_TLS_CERT and LECTERN_TLS_KEY)"
                    + " or none.");
        }
        List<AddressRange> proxies =
                parsed(ConfigKey.TRUSTED_PROXIES, value -> texts(ConfigKey.TRUSTED_PROXIES).stream()
                        .map(AddressRange::parse)
                        .toList());
        SignOnCheck singleSignOn = new SignOnCheck(given);
        problems.addAll(singleSignOn.problems());
        return new Settings.Access(
                texts(ConfigKey.ALLOWED_HOSTS),
                proxies == null ? List.of() : proxies,
                text(ConfigKey.ADMIN_PASSWORD_FILE, NONE, path -> absolute(workingDirectory, path)),
                certificate.flatMap(shown -> key.map(known -> new Settings.Tls(shown, known))),
                text(ConfigKey.PUBLIC_URL, NONE, address -> URI.create(address.replaceFirst("/$", ""))),
                singleSignOn.read(workingDirectory));
    }

    private List<String> texts(ConfigKey key) {
        return ((List<?>) value(key)).stream().map(Object::toString).toList();
    }

    private void checkAgainstSchema(ConfigKey key, Given value) {
        Object json = value.value() instanceof List<?> list ? new JsonArray(list) : value.value();
        JsonObject alone = new JsonObject().put(key.yaml(), json);
        if (!VALIDATOR.validate(alone).getValid()) {
            refuse(key);
        }
    }

    private void refuse(ConfigKey key) {
        String shown = key.secret() ? "not usable (not shown, it may hold a password)" : quoted(value(key));
        problems.add("%s is %s (%s): it must be %s."
                .formatted(
                        key.yaml(),
                        shown,
                        given.get(key).from(),
                        SCHEMA.getJsonObject("properties")
                                .getJsonObject(key.yaml())
                                .getString("description")));
    }

    private void complain() throws InvalidConfig {
        if (!problems.isEmpty()) {
            throw new InvalidConfig(problems);
        }
    }

    private Object value(ConfigKey key) {
        return given.get(key).value();
    }

    private Number number(ConfigKey key) {
        return (Number) value(key);
    }

    /** Empty if it has the word that stands for none. */
    private <T> Optional<T> text(ConfigKey key, String none, Function<String, T> parser) {
        return value(key).equals(none)
                ? Optional.empty()
                : Optional.ofNullable(parsed(key, value -> parser.apply(value.toString())));
    }

    /** Null, and a problem noted, if the parser refuses it. */
    private <T> T parsed(ConfigKey key, Function<Object, T> parser) {
        try {
            return parser.apply(value(key));
        } catch (IllegalArgumentException e) {
            refuse(key);
            return null;
        }
    }

    private static Path absolute(Path workingDirectory, String path) throws InvalidPathException {
        return workingDirectory.resolve(path).toAbsolutePath().normalize();
    }

    private static String quoted(Object value) {
        return value instanceof String ? '"' + value.toString() + '"' : value.toString();
    }

    private static JsonObject schema() {
        try (InputStream in = Checked.class.getResourceAsStream("/config-schema.json")) {
            return new JsonObject(Buffer.buffer(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
