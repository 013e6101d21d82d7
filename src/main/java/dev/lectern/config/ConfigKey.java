package dev.lectern.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every setting: how it is called in the file, in the environment and on the command line, and what it is for. */
public enum ConfigKey {
    HOST("host", "LECTERN_HOST", Kind.TEXT, "127.0.0.1", "Address to listen on"),
    PORT("port", "LECTERN_PORT", Kind.NUMBER, "8000", "Port to listen on; 0 takes a free one"),
    DATA("data", "LECTERN_DATA", Kind.TEXT, "./data", "Folder for recordings, results and the database"),
    WORKERS(
            "workers",
            "LECTERN_WORKERS",
            Kind.NUMBER,
            "auto",
            "How many tasks are worked on at once; auto is one for each processor, 0 is none"),
    REDIS(
            "redis",
            "LECTERN_REDIS",
            Kind.TEXT,
            "embedded",
            "A Redis of your own, redis://host:port or rediss:// for TLS; embedded starts one"),
    MODEL("detector.model", "LECTERN_MODEL", Kind.TEXT, "built-in", "A person detector of your own, an .onnx file"),
    MODEL_FAMILY(
            "detector.family",
            "LECTERN_MODEL_FAMILY",
            Kind.TEXT,
            "auto",
            "Layout of that model: nanodet, yolox or ultralytics; auto looks at the model"),
    PROVIDER(
            "detector.provider",
            "LECTERN_PROVIDER",
            Kind.TEXT,
            "cpu",
            "What runs the detector: cpu, cuda, openvino-gpu, openvino or coreml; auto takes the first that works here"),
    RUNTIME(
            "detector.runtime",
            "LECTERN_RUNTIME",
            Kind.TEXT,
            "built-in",
            "A folder with another build of onnxruntime's native libraries"),
    DECODER(
            "media.decoder",
            "LECTERN_DECODER",
            Kind.TEXT,
            "software",
            "What decodes the pictures that are looked at: software, or what ffmpeg calls your hardware, like vaapi or cuda;"
                    + " auto takes the first that works here"),
    SAMPLE_FPS("sampleFps", "LECTERN_SAMPLE_FPS", Kind.NUMBER, "5", "Frames sampled for each second of a recording"),
    QUALITY(
            "quality",
            "LECTERN_QUALITY",
            Kind.TEXT,
            "thorough",
            "How many of those frames the detector looks at: thorough all, balanced and fast fewer where little moves"),
    SEGMENT_SECONDS(
            "segmentSeconds",
            "LECTERN_SEGMENT_SECONDS",
            Kind.NUMBER,
            "60",
            "Length in seconds of the pieces in which a recording is worked on; never changes a result"),
    CORS_ORIGINS(
            "corsOrigins",
            "LECTERN_CORS_ORIGINS",
            Kind.LIST,
            "http://localhost:5173, http://127.0.0.1:5173",
            "Web pages of other origins that may use this server, separated by commas; none for no other"),
    MAX_UPLOAD("maxUpload", "LECTERN_MAX_UPLOAD", Kind.TEXT, "20 GB", "Largest recording that is accepted"),
    ATTEMPTS(
            "attempts",
            "LECTERN_ATTEMPTS",
            Kind.NUMBER,
            "3",
            "How often a task is begun before its job is given up; more where machines come and go"),
    CLUSTER_HOST(
            "cluster.host",
            "LECTERN_CLUSTER_HOST",
            Kind.TEXT,
            "127.0.0.1",
            "Address of this machine that workers on other machines reach it by"),
    CLUSTER_PORT(
            "cluster.port",
            "LECTERN_CLUSTER_PORT",
            Kind.NUMBER,
            "0",
            "First of the four ports for workers; 0 takes free ones"),
    DISK_RESERVE(
            "diskReserve",
            "LECTERN_DISK_RESERVE",
            Kind.TEXT,
            "512 MB",
            "Space on the disk that is left free: uploads are refused and tasks wait when there is less"),
    KEEP_RECORDINGS(
            "keepRecordings",
            "LECTERN_KEEP_RECORDINGS",
            Kind.TEXT,
            "for ever",
            "Age at which the video of a recording is deleted and its result stays, like 90 days"),
    KEEP_SESSIONS(
            "keepSessions",
            "LECTERN_KEEP_SESSIONS",
            Kind.TEXT,
            "for ever",
            "Age at which a recording is deleted with everything that was made of it, like 365 days"),
    QUEUE_LENGTH(
            "limits.queueLength",
            "LECTERN_QUEUE_LENGTH",
            Kind.NUMBER,
            "1000",
            "Jobs that may wait or be at work; further ones are refused"),
    IMPORTS_PER_MINUTE(
            "limits.importsPerMinute",
            "LECTERN_IMPORTS_PER_MINUTE",
            Kind.NUMBER,
            "120",
            "Uploads that one client may begin in a minute"),
    UPLOADS_PER_CLIENT(
            "limits.uploadsPerClient",
            "LECTERN_UPLOADS_PER_CLIENT",
            Kind.NUMBER,
            "8",
            "Uploads that one client may have under way at once"),
    UPLOAD_RATE(
            "limits.uploadRate",
            "LECTERN_UPLOAD_RATE",
            Kind.TEXT,
            "1 kB",
            "Least that an upload must bring each second, over half a minute"),
    REQUEST_SECONDS(
            "limits.requestSeconds",
            "LECTERN_REQUEST_SECONDS",
            Kind.NUMBER,
            "60",
            "How long the head of a request may take to arrive, and a connection may be idle"),
    STREAMS_PER_CLIENT(
            "limits.streamsPerClient",
            "LECTERN_STREAMS_PER_CLIENT",
            Kind.NUMBER,
            "250",
            "Event streams that one client may have open"),
    STREAMS("limits.streams", "LECTERN_STREAMS", Kind.NUMBER, "5000", "Event streams of all clients together"),
    CONNECTIONS_PER_CLIENT(
            "limits.connectionsPerClient",
            "LECTERN_CONNECTIONS_PER_CLIENT",
            Kind.NUMBER,
            "1000",
            "Connections that one client may have open"),
    CONNECTIONS(
            "limits.connections", "LECTERN_CONNECTIONS", Kind.NUMBER, "10000", "Connections of all clients together"),
    ALLOWED_HOSTS(
            "access.hosts",
            "LECTERN_ALLOWED_HOSTS",
            Kind.LIST,
            "none",
            "Names by which this server may be called, beside addresses, localhost and the host it listens on"),
    TRUSTED_PROXIES(
            "access.proxies",
            "LECTERN_TRUSTED_PROXIES",
            Kind.LIST,
            "none",
            "Addresses of proxies that are believed when they say, by X-Forwarded-For, for whom they ask"),
    ADMIN_PASSWORD_FILE(
            "access.adminPasswordFile",
            "LECTERN_ADMIN_PASSWORD_FILE",
            Kind.TEXT,
            "none",
            "A file with a password: as long as there are no accounts, a start makes the user admin with it"),
    PUBLIC_URL(
            "access.publicUrl",
            "LECTERN_PUBLIC_URL",
            Kind.TEXT,
            "none",
            "Address at which browsers reach this server, like https://lectern.example.org; for single sign-on behind a proxy"),
    OIDC_ISSUER(
            "oidc.issuer",
            "LECTERN_OIDC_ISSUER",
            Kind.TEXT,
            "none",
            "Single sign-on: the issuer URL of an OpenID Connect provider; needs the client's id and secret too"),
    OIDC_CLIENT_ID(
            "oidc.clientId", "LECTERN_OIDC_CLIENT_ID", Kind.TEXT, "none", "What that provider calls this server"),
    OIDC_CLIENT_SECRET_FILE(
            "oidc.clientSecretFile",
            "LECTERN_OIDC_CLIENT_SECRET_FILE",
            Kind.TEXT,
            "none",
            "A file with the secret by which that provider knows this server"),
    OIDC_SCOPES(
            "oidc.scopes",
            "LECTERN_OIDC_SCOPES",
            Kind.LIST,
            "openid, profile",
            "What is asked of that provider, separated by commas; openid has to be among it"),
    OIDC_NAME_CLAIM(
            "oidc.nameClaim",
            "LECTERN_OIDC_NAME_CLAIM",
            Kind.TEXT,
            "preferred_username",
            "The claim that names a user who comes for the first time"),
    OIDC_ROLE_CLAIM(
            "oidc.roleClaim",
            "LECTERN_OIDC_ROLE_CLAIM",
            Kind.TEXT,
            "none",
            "The claim that roles follow at each login; a dot leads into a claim, like realm_access.roles"),
    OIDC_ADMINS("oidc.admins", "LECTERN_OIDC_ADMINS", Kind.LIST, "none", "Values of that claim that make an admin"),
    OIDC_EDITORS("oidc.editors", "LECTERN_OIDC_EDITORS", Kind.LIST, "none", "Values of that claim that make an editor"),
    OIDC_VIEWERS("oidc.viewers", "LECTERN_OIDC_VIEWERS", Kind.LIST, "none", "Values of that claim that make a viewer"),
    OIDC_OTHERS(
            "oidc.others",
            "LECTERN_OIDC_OTHERS",
            Kind.TEXT,
            "viewer",
            "The role of users of that provider for whom no other is known: viewer, editor, or none to refuse them"),
    OIDC_LABEL(
            "oidc.label",
            "LECTERN_OIDC_LABEL",
            Kind.TEXT,
            "single sign-on",
            "What the login page calls that provider, behind \"Log in with\""),
    TLS_CERT(
            "tls.certificate",
            "LECTERN_TLS_CERT",
            Kind.TEXT,
            "none",
            "A certificate with its chain, a PEM file: speak HTTPS; needs the key too"),
    TLS_KEY("tls.key", "LECTERN_TLS_KEY", Kind.TEXT, "none", "The key of that certificate, a PEM file (PKCS #8)");

    /** How text from the environment and the command line is read. */
    enum Kind {
        TEXT,
        NUMBER,
        LIST
    }

    static final String ENVIRONMENT_PREFIX = "LECTERN_";

    private final String yaml;
    private final String environment;
    private final Kind kind;
    private final String defaultText;
    private final String description;

    ConfigKey(String yaml, String environment, Kind kind, String defaultText, String description) {
        this.yaml = yaml;
        this.environment = environment;
        this.kind = kind;
        this.defaultText = defaultText;
        this.description = description;
    }

    /** Its name in the file; a dot stands for a level of nesting, or is written as it is. */
    public String yaml() {
        return yaml;
    }

    /** Its environment variable. */
    public String environment() {
        return environment;
    }

    /** Its option on the command line, {@code --sample-fps}. */
    public String option() {
        return "--"
                + environment
                        .substring(ENVIRONMENT_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
    }

    /** What it is if nobody says otherwise, as one would write it in the environment. */
    public String defaultText() {
        return defaultText;
    }

    /** What it is for, without a full stop. */
    public String description() {
        return description;
    }

    /** Whether its value may hold a password. */
    boolean secret() {
        return this == REDIS;
    }

    static Optional<ConfigKey> ofYaml(String name) {
        return Arrays.stream(values()).filter(key -> key.yaml.equals(name)).findFirst();
    }

    static Optional<ConfigKey> ofEnvironment(String name) {
        return Arrays.stream(values())
                .filter(key -> key.environment.equals(name))
                .findFirst();
    }

    /** Reads text as a file would have given it; what cannot be read stays text, for the schema to refuse. */
    Object read(String text) {
        String stripped = text.strip();
        return switch (kind) {
            case TEXT -> stripped;
            case NUMBER -> number(stripped);
            case LIST ->
                stripped.equals("none")
                        ? List.of()
                        : Arrays.stream(stripped.split(",", -1))
                                .map(String::strip)
                                .toList();
        };
    }

    private static Object number(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?\\d{1,18}\\.\\d{1,18}") ? Double.valueOf(text) : text;
    }
}
