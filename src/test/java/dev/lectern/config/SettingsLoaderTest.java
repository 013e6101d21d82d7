package dev.lectern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.job.AddressRange;
import dev.lectern.job.Parameters;
import dev.lectern.job.Provider;
import dev.lectern.job.Quality;
import dev.lectern.redis.RedisAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

    @TempDir
    Path here;

    @Test
    void hasBuiltInValuesForEverything() throws Exception {
        Settings settings = load(Map.of(), Map.of()).settings();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.data()).isEqualTo(here.resolve("data"));
        assertThat(settings.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.redis()).isEmpty();
        assertThat(settings.model()).isEmpty();
        assertThat(settings.modelFamily()).isEmpty();
        assertThat(settings.hardware())
                .isEqualTo(new Settings.Hardware(Optional.of(Provider.CPU), Optional.empty(), "software"));
        assertThat(settings.parameters()).isEqualTo(Parameters.DEFAULT);
        assertThat(settings.corsOrigins()).containsExactly("http://localhost:5173", "http://127.0.0.1:5173");
        assertThat(settings.maxUploadBytes()).isEqualTo(20_000_000_000L);
    }

    @Test
    void letsTheFileTheEnvironmentAndTheOptionsWinInThisOrder() throws Exception {
        conf("port: 1", "workers: 1", "segmentSeconds: 1", "host: ::1");
        Settings settings = load(
                        Map.of("LECTERN_PORT", "2", "LECTERN_WORKERS", "2", "LECTERN_HOST", " "),
                        Map.of(ConfigKey.PORT, "3"))
                .settings();
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.workers()).isEqualTo(2);
        assertThat(settings.segmentSeconds()).isEqualTo(1);
        assertThat(settings.host()).as("an empty variable is not set").isEqualTo("::1");
    }

    @Test
    void readsEveryKeyFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.ofEntries(
                Map.entry("LECTERN_HOST", "localhost"),
                Map.entry("LECTERN_PORT", "0"),
                Map.entry("LECTERN_DATA", "/srv/lectern/../data"),
                Map.entry("LECTERN_WORKERS", "0"),
                Map.entry("LECTERN_REDIS", "rediss://:secret@redis.example.org"),
                Map.entry("LECTERN_MODEL", "models/mine.onnx"),
                Map.entry("LECTERN_MODEL_FAMILY", "yolox"),
                Map.entry("LECTERN_PROVIDER", "cuda"),
                Map.entry("LECTERN_RUNTIME", "ort"),
                Map.entry("LECTERN_DECODER", "vaapi"),
                Map.entry("LECTERN_SAMPLE_FPS", "2.5"),
                Map.entry("LECTERN_QUALITY", "balanced"),
                Map.entry("LECTERN_SEGMENT_SECONDS", "10"),
                Map.entry("LECTERN_CORS_ORIGINS", "https://a.example.org, http://b.example.org:81"),
                Map.entry("LECTERN_MAX_UPLOAD", "1.5 GiB"),
                Map.entry("LECTERN_ATTEMPTS", "7"),
                Map.entry("LECTERN_CLUSTER_HOST", "10.1.2.3"),
                Map.entry("LECTERN_CLUSTER_PORT", "8010"),
                Map.entry("LECTERN_DISK_RESERVE", "2 GB"),
                Map.entry("LECTERN_KEEP_RECORDINGS", "90 days"),
                Map.entry("LECTERN_KEEP_SESSIONS", "1 year"),
                Map.entry("LECTERN_QUEUE_LENGTH", "11"),
                Map.entry("LECTERN_IMPORTS_PER_MINUTE", "12"),
                Map.entry("LECTERN_UPLOADS_PER_CLIENT", "13"),
                Map.entry("LECTERN_UPLOAD_RATE", "14 kB"),
                Map.entry("LECTERN_REQUEST_SECONDS", "15"),
                Map.entry("LECTERN_STREAMS_PER_CLIENT", "16"),
                Map.entry("LECTERN_STREAMS", "17"),
                Map.entry("LECTERN_CONNECTIONS_PER_CLIENT", "18"),
                Map.entry("LECTERN_CONNECTIONS", "19"),
                Map.entry("LECTERN_ALLOWED_HOSTS", "lectern.example.org, lectern"),
                Map.entry("LECTERN_TRUSTED_PROXIES", "10.0.0.7, fd00::/8"),
                Map.entry("LECTERN_ADMIN_PASSWORD_FILE", "/run/keys/admin"),
                Map.entry("LECTERN_PUBLIC_URL", "https://lectern.example.org/"),
                Map.entry("LECTERN_OIDC_ISSUER", "https://login.example.org/realms/university"),
                Map.entry("LECTERN_OIDC_CLIENT_ID", "lectern"),
                Map.entry("LECTERN_OIDC_CLIENT_SECRET_FILE", "keys/oidc"),
                Map.entry("LECTERN_OIDC_SCOPES", "openid, email"),
                Map.entry("LECTERN_OIDC_NAME_CLAIM", "email"),
                Map.entry("LECTERN_OIDC_ROLE_CLAIM", "realm_access.roles"),
                Map.entry("LECTERN_OIDC_ADMINS", "it"),
                Map.entry("LECTERN_OIDC_EDITORS", "staff, faculty"),
                Map.entry("LECTERN_OIDC_VIEWERS", "student"),
                Map.entry("LECTERN_OIDC_OTHERS", "none"),
                Map.entry("LECTERN_OIDC_LABEL", "Example University"),
                Map.entry("LECTERN_TLS_CERT", "tls/chain.pem"),
                Map.entry("LECTERN_TLS_KEY", "/etc/key.pem"));
        assertThat(environment).hasSameSizeAs(ConfigKey.values());
        Settings settings = load(environment, Map.of()).settings();
        assertThat(settings)
                .isEqualTo(new Settings(
                        "localhost",
                        0,
                        Path.of("/srv/data"),
                        0,
                        Optional.of(new RedisAddress("rediss://:secret@redis.example.org")),
                        Optional.of(here.resolve("models/mine.onnx")),
                        Optional.of("yolox"),
                        new Settings.Hardware(Optional.of(Provider.CUDA), Optional.of(here.resolve("ort")), "vaapi"),
                        2.5,
                        Quality.BALANCED,
                        10,
                        List.of("https://a.example.org", "http://b.example.org:81"),
                        1_610_612_736L,
                        7,
                        new Settings.Cluster("10.1.2.3", 8010),
                        2_000_000_000L,
                        new Settings.Retention(Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(365))),
                        new Settings.Limits(11, 12, 13, 14_000, 15, 16, 17, 18, 19),
                        new Settings.Access(
                                List.of("lectern.example.org", "lectern"),
                                List.of(AddressRange.parse("10.0.0.7"), AddressRange.parse("fd00::/8")),
                                Optional.of(Path.of("/run/keys/admin")),
                                Optional.of(new Settings.Tls(here.resolve("tls/chain.pem"), Path.of("/etc/key.pem"))),
                                Optional.of(URI.create("https://lectern.example.org")),
                                Optional.of(new SingleSignOn(
                                        "https://login.example.org/realms/university",
                                        "lectern",
                                        here.resolve("keys/oidc"),
                                        List.of("openid", "email"),
                                        "email",
                                        Optional.of("realm_access.roles"),
                                        List.of("it"),
                                        List.of("staff", "faculty"),
                                        List.of("student"),
                                        Optional.empty(),
                                        "Example University")))));
        assertThat(settings.toString()).contains("redis.example.org").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "json"})
    void theFormOfTheLogIsNoSettingButKnown(String form) throws InvalidConfig {
        assertThat(load(Map.of("LECTERN_LOG", form), Map.of()).warnings()).isEmpty();
    }

    @Test
    void aLogInAFormThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> load(Map.of("LECTERN_LOG", "JSON"), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage("The environment variable LECTERN_LOG is 'JSON' and must be text or json.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOST | http://here | a host name",
                "HOST | a b | a host name",
                "PORT | 80a | from 0 to 65535",
                "PORT | 65536 | from 0 to 65535",
                "PORT | -1 | from 0 to 65535",
                "PORT | 80.5 | from 0 to 65535",
                "WORKERS | many | or auto",
                "WORKERS | 1025 | or auto",
                "MODEL_FAMILY | resnet | nanodet, yolox",
                "PROVIDER | gpu | cpu, cuda, openvino-gpu, openvino, coreml or auto",
                "RUNTIME | '' | the path of a folder",
                "DECODER | -vaapi | like vaapi",
                "DECODER | vaapi -i | like vaapi",
                "SAMPLE_FPS | 0 | from 0.2 to 30",
                "SAMPLE_FPS | 31 | from 0.2 to 30",
                "SAMPLE_FPS | NaN | from 0.2 to 30",
                "SEGMENT_SECONDS | 0 | from 1 to 86400",
                "SEGMENT_SECONDS | 86401 | from 1 to 86400",
                "SEGMENT_SECONDS | 99999999999999999999 | from 1 to 86400",
                "CORS_ORIGINS | * | without *",
                "CORS_ORIGINS | http://a/path | without a path",
                "MAX_UPLOAD | 20 parsecs | 20 GB",
                "KEEP_SESSIONS | a while | an age like 90 days",
                "KEEP_RECORDINGS | 0 days | an age like 90 days",
                "DISK_RESERVE | 0 | a size like 512 MB",
                "STREAMS | 0 | from 1 to",
                "MAX_UPLOAD | 0 | at least one byte",
                "MAX_UPLOAD | 99999999999 TB | at least one byte",
                "ATTEMPTS | 0 | from 1 to 100",
                "CLUSTER_HOST | 0.0.0.0 | not 0.0.0.0",
                "CLUSTER_PORT | 65533 | from 0 to 65532",
                "TRUSTED_PROXIES | proxy.example.org | a list of addresses",
                "TRUSTED_PROXIES | 10.0.0.0/33 | a list of addresses",
                "PUBLIC_URL | lectern.example.org | an address like https://",
                "PUBLIC_URL | https://lectern.example.org/path | without a path",
                "OIDC_ISSUER | login.example.org | an address like https://",
                "OIDC_SCOPES | profile | with openid among them",
                "OIDC_OTHERS | admin | viewer, editor or none",
                "DATA | '' | the path of a folder"
            })
    void namesTheKeyTheValueWhereItIsFromAndWhatIsAllowed(ConfigKey key, String value, String allowed) {
        assertThatThrownBy(() -> load(Map.of(), Map.of(key, value)))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageStartingWith(key.yaml() + " is ")
                .hasMessageContaining(value)
                .hasMessageContaining("(option " + key.option() + ")")
                .hasMessageContaining("it must be")
                .hasMessageContaining(allowed);
        if (!value.isEmpty()) {
            assertThatThrownBy(() -> load(Map.of(key.environment(), value), Map.of()))
                    .hasMessageContaining("(environment variable " + key.environment() + ")");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OIDC_ISSUER=https://a.example | LECTERN_OIDC_CLIENT_ID, LECTERN_OIDC_CLIENT_SECRET_FILE is missing",
                "OIDC_CLIENT_ID=lectern | LECTERN_OIDC_ISSUER, LECTERN_OIDC_CLIENT_SECRET_FILE is missing",
                "OIDC_ISSUER=https://a.example OIDC_CLIENT_SECRET_FILE=f | LECTERN_OIDC_CLIENT_ID is missing",
                "OIDC_LABEL=University | oidc.label says something about single sign-on, which is not set up",
                "OIDC_ADMINS=it | oidc.admins says something",
                "OIDC_ISSUER=http://a.example OIDC_CLIENT_ID=l OIDC_CLIENT_SECRET_FILE=f | must begin with https://",
                "OIDC_ISSUER=http://127.0.0.1.a.example OIDC_CLIENT_ID=l OIDC_CLIENT_SECRET_FILE=f | must begin with https",
                "OIDC_ISSUER=https://a OIDC_CLIENT_ID=l OIDC_CLIENT_SECRET_FILE=f OIDC_ROLE_CLAIM=r | none of its values",
                "OIDC_ISSUER=https://a OIDC_CLIENT_ID=l OIDC_CLIENT_SECRET_FILE=f OIDC_EDITORS=e | not say of which claim"
            })
    void refusesHalfASingleSignOn(String settings, String said) {
        assertThatThrownBy(() -> load(variables(settings), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining(said);
    }

    @Test
    void speaksPlainHttpToAProviderOnlyOnThisMachine() throws Exception {
        String settings = "OIDC_ISSUER=http://127.0.0.1:8080/r OIDC_CLIENT_ID=l OIDC_CLIENT_SECRET_FILE=f";
        assertThat(load(variables(settings), Map.of()).settings().access().singleSignOn())
                .isPresent();
    }

    private static Map<String, String> variables(String settings) {
        return Arrays.stream(settings.split(" "))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(setting -> "LECTERN_" + setting[0], setting -> setting[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6379", "redis://:secret@", "http://:secret@host", "redis://:se cret@host"})
    void refusesARedisAddressWithoutShowingIt(String value) {
        assertThatThrownBy(() -> load(Map.of("LECTERN_REDIS", value), Map.of()))
                .hasMessageStartingWith("redis is not usable")
                .hasMessageContaining("(environment variable LECTERN_REDIS)")
                .hasMessageContaining("rediss://")
                .hasMessageNotContaining(value);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> load(Map.of("LECTERN_PORT", "x", "LECTERN_SAMPLE_FPS", "99"), Map.of()))
                .hasMessageMatching("(?s)port is \"x\".*\\R.*sampleFps is 99 .*");
    }

    @Test
    void warnsOfUnknownVariablesButNotOfThatOfTheLog() throws Exception {
        assertThat(load(Map.of("LECTERN_WORKER", "2", "LECTERN_LOG_LEVEL", "DEBUG", "PATH", "/bin"), Map.of())
                        .warnings())
                .singleElement()
                .asString()
                .contains("LECTERN_WORKER ", "did you mean LECTERN_WORKERS?");
    }

    @Test
    void doesNotGuessWildly() throws Exception {
        assertThat(load(Map.of("LECTERN_FOO", "2"), Map.of()).warnings())
                .containsExactly("The environment variable LECTERN_FOO is not known and does nothing.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void isSilentAboutAddressesOfThisMachine(String host) throws Exception {
        assertThat(load(Map.of("LECTERN_HOST", host), Map.of()).warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "lectern.example.org", "127.example.org"})
    void warnsThatThereIsNoLoginWhenOthersCanReachIt(String host) throws Exception {
        assertThat(load(Map.of("LECTERN_HOST", host), Map.of()).warnings())
                .singleElement()
                .asString()
                .contains(host, "without TLS");
    }

    @Test
    void takesEveryProviderThatThereIs() throws Exception {
        for (Provider provider : Provider.values()) {
            assertThat(load(Map.of("LECTERN_PROVIDER", provider.label()), Map.of())
                            .settings()
                            .hardware()
                            .provider())
                    .contains(provider);
        }
        assertThat(load(Map.of("LECTERN_PROVIDER", "auto"), Map.of())
                        .settings()
                        .hardware()
                        .provider())
                .isEmpty();
    }

    @Test
    void aWorkerHasTheHardwareOfItsOwnMachineAndNoOtherSetting() throws Exception {
        Map<String, String> environment =
                Map.of("LECTERN_PROVIDER", "coreml", "LECTERN_DECODER", "auto", "LECTERN_PORT", "tcp://10.0.0.1:8000");
        assertThat(SettingsLoader.hardware(environment, Map.of(ConfigKey.DECODER, "videotoolbox")))
                .isEqualTo(new Settings.Hardware(Optional.of(Provider.COREML), Optional.empty(), "videotoolbox"));
        assertThatThrownBy(() -> SettingsLoader.hardware(Map.of("LECTERN_PROVIDER", "gpu"), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("LECTERN_PROVIDER");
    }

    @Nested
    class TheFile {

        @Test
        void mayNestOrWriteOutTheDots() throws Exception {
            conf("detector:", "  family: nanodet", "  model: m.onnx");
            Settings nested = load(Map.of(), Map.of()).settings();
            conf("detector.family: nanodet", "detector.model: m.onnx");
            assertThat(load(Map.of(), Map.of()).settings()).isEqualTo(nested);
            assertThat(nested.modelFamily()).contains("nanodet");
        }

        @Test
        void mayBeEmptyOrLeaveKeysEmpty() throws Exception {
            Settings builtIn = load(Map.of(), Map.of()).settings();
            conf("");
            assertThat(load(Map.of(), Map.of()).settings()).isEqualTo(builtIn);
            conf("# nothing");
            assertThat(load(Map.of(), Map.of()).settings()).isEqualTo(builtIn);
            conf("port:", "redis: ~", "detector:");
            assertThat(load(Map.of(), Map.of()).settings()).isEqualTo(builtIn);
        }

        @Test
        void takesSizesAsNumbersAndListsAsLists() throws Exception {
            conf("maxUpload: 500000000000", "corsOrigins: []", "sampleFps: 1");
            Settings settings = load(Map.of(), Map.of()).settings();
            assertThat(settings.maxUploadBytes()).isEqualTo(500_000_000_000L);
            assertThat(settings.corsOrigins()).isEmpty();
            assertThat(settings.sampleFps()).isEqualTo(1);
        }

        @Test
        void isRefusedForAnUnknownKeyWithAGuess() throws Exception {
            conf("prot: 80", "detector:", "  famly: auto", "somethingElse: 1");
            assertThatThrownBy(() -> load(Map.of(), Map.of()))
                    .hasMessageContaining("unknown key prot; did you mean port?")
                    .hasMessageContaining("unknown key detector.famly; did you mean detector.family?")
                    .hasMessageMatching("(?s).*unknown key somethingElse\\.")
                    .hasMessageContaining("lectern.yaml");
        }

        @Test
        void isRefusedForAValueOfTheWrongShape() throws Exception {
            conf("port: [80]", "host: {a: b}", "workers: true");
            assertThatThrownBy(() -> load(Map.of(), Map.of()))
                    .hasMessageContaining("host is {a=b} (file ")
                    .hasMessageContaining("port is [80] (file ")
                    .hasMessageContaining("workers is true (file ");
        }

        @Test
        void isRefusedWhenAKeyStandsThereTwice() throws Exception {
            conf("port: 80", "port: 81");
            assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("not proper YAML (line 2)");
            conf("detector.family: yolox", "detector: {family: nanodet}");
            assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("detector.family twice");
        }

        @Test
        void isRefusedWhenItIsNoYaml() throws Exception {
            conf("port: 80", "host: [");
            assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("is not proper YAML (line");
            conf("just words");
            assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("key: value");
        }

        @Test
        void mustBeThereWhenAskedFor() throws Exception {
            assertThatThrownBy(() -> SettingsLoader.load(here, Optional.of(Path.of("no.yaml")), Map.of(), Map.of()))
                    .hasMessage("There is no file no.yaml (option --conf).");
            Files.writeString(here.resolve("mine.yaml"), "port: 81");
            assertThat(SettingsLoader.load(here, Optional.of(Path.of("mine.yaml")), Map.of(), Map.of())
                            .settings()
                            .port())
                    .isEqualTo(81);
            assertThatThrownBy(() -> SettingsLoader.load(here, Optional.of(here), Map.of(), Map.of()))
                    .hasMessageContaining("cannot be read");
        }
    }

    private void conf(String... lines) throws IOException {
        Path file = here.resolve("conf/lectern.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines));
    }

    private SettingsLoader.Loaded load(Map<String, String> environment, Map<ConfigKey, String> options)
            throws InvalidConfig {
        return SettingsLoader.load(here, Optional.empty(), environment, options);
    }
}
