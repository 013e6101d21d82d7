package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lectern.config.ConfigKey;
import dev.lectern.config.Settings;
import dev.lectern.config.SettingsLoader;
import dev.lectern.testing.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in deploy says what the program understands: settings, options, ports, paths. */
class DeployTest {

    private static final Path DEPLOY = Path.of("deploy");
    private static final Path COMPOSE = DEPLOY.resolve("compose/compose.yaml");
    private static final Path START_SCRIPT = Path.of("src/main/start/lectern");
    private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
    private static final Path SYSTEMD = DEPLOY.resolve("systemd");
    private static final Pattern VARIABLE = Pattern.compile("\\bLECTERN_[A-Z_]+\\b");
    private static final Pattern WORKERS_VARIABLE = Pattern.compile("\\$\\{env:(LECTERN_[A-Z_]+)}");
    /** Compose's own, for the name of the image. */
    private static final String IMAGE = "LECTERN_IMAGE";
    /** What a worker takes to leave after its grace. */
    private static final int LEAVING_SECONDS = 10;

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int HTTP = Integer.parseInt(ConfigKey.PORT.defaultText());

    @Test
    void everyVariableIsOneThatIsUnderstood() throws IOException {
        List<String> known = new ArrayList<>(
                Arrays.stream(ConfigKey.values()).map(ConfigKey::environment).toList());
        known.addAll(List.of("LECTERN_LOG", "LECTERN_LOG_LEVEL", IMAGE));
        known.addAll(workersVariables());
        for (Path file : files()) {
            TreeSet<String> unknown = VARIABLE.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toCollection(TreeSet::new));
            unknown.removeAll(known);
            assertThat(unknown).as("variables of %s that mean nothing", file).isEmpty();
        }
    }

    @Test
    void everySettingOfAServerIsUsable() throws Exception {
        Map<String, String> compose = new LinkedHashMap<>();
        yaml(COMPOSE)
                .get(0)
                .at("/services/server/environment")
                .fields()
                .forEachRemaining(
                        entry -> compose.put(entry.getKey(), entry.getValue().asText()));
        Map<String, String> kubernetes = environment(container("server.yaml", "StatefulSet"));
        for (Map<String, String> environment : List.of(compose, kubernetes, serverEnv(true))) {
            SettingsLoader.Loaded loaded = SettingsLoader.load(Optional.empty(), environment, Map.of());
            // What is inside a network of containers has a proxy before it, as the files say.
            assertThat(loaded.warnings()).allMatch(warning -> warning.contains("without TLS"));
            Settings settings = loaded.settings();
            assertThat(settings.port()).isEqualTo(HTTP);
            assertThat(settings.workers()).isZero();
            assertThat(settings.cluster().port()).isPositive();
        }
        assertThat(SettingsLoader.load(Optional.empty(), serverEnv(false), Map.of())
                        .warnings())
                .isEmpty();
    }

    @Test
    void everyCommandLineIsOne() throws IOException {
        List<List<String>> lines = new ArrayList<>();
        JsonNode services = yaml(COMPOSE).get(0).get("services");
        services.forEach(service -> lines.add(texts(service.get("command"))));
        lines.add(texts(container("server.yaml", "StatefulSet").get("args")));
        lines.add(texts(container("workers.yaml", "Deployment").get("args")));
        for (String unit : List.of("lectern-server.service", "lectern-worker.service")) {
            String line = value(SYSTEMD.resolve(unit), "ExecStart");
            assertThat(line).startsWith("/opt/lectern/lectern -D");
            lines.add(Arrays.stream(line.replace("$WORKER_OPTS", value(SYSTEMD.resolve("worker.env"), "WORKER_OPTS"))
                            .split(" "))
                    .skip(1)
                    .dropWhile(argument -> argument.startsWith("-D"))
                    .toList());
        }
        assertThat(lines).hasSize(6);
        for (List<String> line : lines) {
            List<String> whole = new ArrayList<>(line);
            if (line.get(0).equals("worker")) {
                whole.addAll(List.of("--join", "http://server:" + HTTP));
            }
            assertThatCode(() -> Lectern.commandLine(Map.of()).parseArgs(whole.toArray(String[]::new)))
                    .as("%s", whole)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void portsAreThoseOfTheProgramEverywhere() throws IOException {
        JsonNode compose = yaml(COMPOSE).get(0).get("services");
        assertThat(compose.at("/server/ports/0").asText()).isEqualTo("127.0.0.1:" + HTTP + ":" + HTTP);
        assertThat(compose.at("/worker/environment/LECTERN_JOIN").asText()).isEqualTo("http://server:" + HTTP);
        assertThat(compose.at("/server/healthcheck/test").toString()).contains("/dev/tcp/127.0.0.1/" + HTTP);

        JsonNode server = container("server.yaml", "StatefulSet");
        int cluster = Integer.parseInt(environment(server).get(ConfigKey.CLUSTER_PORT.environment()));
        List<Integer> clusters = IntStream.range(cluster, cluster + Settings.Cluster.PORTS)
                .boxed()
                .toList();
        assertThat(ports(server))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(HTTP), clusters.stream()).toList());
        JsonNode worker = container("workers.yaml", "Deployment");
        // It fetches files and hands none out.
        assertThat(ports(worker)).containsExactlyElementsOf(clusters.subList(1, clusters.size()));
        assertThat(texts(worker.get("args"))).containsSubsequence("--ports", Integer.toString(cluster));
        assertThat(environment(worker)).containsEntry("LECTERN_JOIN", "http://lectern:" + HTTP);
        for (JsonNode service : kind("server.yaml", "Service")) {
            assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(HTTP);
            assertThat(service.at("/spec/ports/0/targetPort").asText())
                    .isEqualTo(server.at("/ports/0/name").asText());
        }
        JsonNode toServer = kind("network.yaml", "NetworkPolicy").get(0).at("/spec/ingress/0/ports");
        assertThat(toServer.get(0).get("port").asInt()).isEqualTo(HTTP);
        assertThat(toServer.get(1).get("port").asInt()).isEqualTo(clusters.get(0));
        assertThat(toServer.get(1).get("endPort").asInt()).isEqualTo(clusters.get(clusters.size() - 1));
        JsonNode toWorkers = kind("network.yaml", "NetworkPolicy").get(1).at("/spec/ingress/0/ports/0");
        assertThat(toWorkers.get("port").asInt()).isEqualTo(clusters.get(1));
        assertThat(toWorkers.get("endPort").asInt()).isEqualTo(clusters.get(clusters.size() - 1));
        assertThat(kind("network.yaml", "NetworkPolicy").get(1).at("/spec/egress/0/ports"))
                .isEqualTo(toServer);

        assertThat(Files.readString(SYSTEMD.resolve("server.env")))
                .contains("LECTERN_CLUSTER_PORT=" + cluster)
                .contains(clusters.get(0) + " to " + clusters.get(clusters.size() - 1));
        assertThat(value(SYSTEMD.resolve("worker.env"), "WORKER_OPTS")).isEqualTo("--ports " + cluster);
        assertThat(value(SYSTEMD.resolve("worker.env"), "LECTERN_JOIN")).endsWith(":" + HTTP);
    }

    @Test
    void pathsAreThoseOfTheProgramAndOfTheImage() throws IOException {
        String image = Files.readString(Path.of("pom.xml"));
        assertThat(image).contains("<LECTERN_DATA>/data</LECTERN_DATA>", "<volume>/data</volume>");
        JsonNode compose = yaml(COMPOSE).get(0);
        assertThat(compose.at("/services/server/volumes/0").asText()).isEqualTo("data:/data");
        String secret = compose.at("/services/server/secrets/0").asText();
        assertThat(compose.at("/secrets/" + secret).isMissingNode()).isFalse();
        assertThat(compose.at("/services/server/environment/LECTERN_ADMIN_PASSWORD_FILE")
                        .asText())
                .isEqualTo("/run/secrets/" + secret);

        TreeSet<String> routes = new TreeSet<>(OpenApi.load().operations());
        JsonNode server = container("server.yaml", "StatefulSet");
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(routes)
                    .contains("GET " + server.at("/" + probe + "/httpGet/path").asText());
        }
        assertThat(compose.at("/services/server/healthcheck/test").toString()).contains("GET /health/live ");
        for (JsonNode container : List.of(server, container("workers.yaml", "Deployment"))) {
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(StreamSupport.stream(container.get("volumeMounts").spliterator(), false)
                            .map(mount -> mount.get("mountPath").asText()))
                    .contains("/data", "/tmp");
        }
        String mounted = server.at("/volumeMounts/2/mountPath").asText();
        assertThat(environment(server)).containsEntry("LECTERN_ADMIN_PASSWORD_FILE", mounted + "/password");
        // The commands that make those secrets.
        assertThat(Files.readString(Path.of("docs", "scaling.md")))
                .contains(
                        "secret generic lectern-admin --from-file=password=",
                        "secret generic lectern-join --from-file=token=",
                        "deploy/compose && head -c 18 /dev/urandom | base64 > "
                                + compose.at("/secrets/" + secret + "/file").asText());

        for (String unit : List.of("lectern-server.service", "lectern-worker.service")) {
            Path file = SYSTEMD.resolve(unit);
            String state = "/var/lib/" + value(file, "StateDirectory");
            assertThat(value(file, "WorkingDirectory")).isEqualTo(state);
            assertThat(value(file, "ExecStart")).contains("cachedir=" + state + "/");
            assertThat(Files.readString(file)).contains(state + "/data");
        }
    }

    @Test
    void aWorkerHasTimeToLeave() throws IOException {
        int grace = Integer.parseInt(Lectern.commandLine(Map.of())
                        .getSubcommands()
                        .get("worker")
                        .getCommandSpec()
                        .findOption("--grace")
                        .defaultValue())
                + LEAVING_SECONDS;
        assertThat(seconds(
                        yaml(COMPOSE).get(0).at("/x-lectern/stop_grace_period").asText()))
                .isGreaterThan(grace);
        assertThat(kind("workers.yaml", "Deployment")
                        .get(0)
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(grace);
        assertThat(seconds(value(SYSTEMD.resolve("lectern-worker.service"), "TimeoutStopSec")))
                .isGreaterThan(grace);
    }

    @Test
    void systemdUnderstandsTheUnits(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "systemd is there");
        for (String unit : List.of("lectern-server.service", "lectern-worker.service")) {
            // Where the start script is here.
            Path file = Files.writeString(
                    folder.resolve(unit),
                    Files.readString(SYSTEMD.resolve(unit))
                            .replace("/opt/lectern/lectern ", START_SCRIPT.toAbsolutePath() + " "));
            Process process = new ProcessBuilder("systemd-analyze", "verify", "--man=no", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(said.lines().filter(line -> line.contains(unit))).isEmpty();
            assertThat(process.exitValue()).as(said).isZero();
        }
    }

    /** Without these, ffmpeg would have a network under systemd and nowhere else. */
    @Test
    void theUnitsLetFfmpegHaveANetworkOfItsOwn() throws IOException {
        for (String unit : List.of("lectern-server.service", "lectern-worker.service")) {
            assertThat(value(SYSTEMD.resolve(unit), "RestrictNamespaces").split(" "))
                    .containsExactlyInAnyOrder("user", "net");
            assertThat(value(SYSTEMD.resolve(unit), "SystemCallFilter")).isEqualTo("@system-service");
        }
    }

    private static List<String> workersVariables() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/lectern/WorkerCommand.java"));
        Matcher variables = WORKERS_VARIABLE.matcher(source);
        List<String> found = variables.results().map(one -> one.group(1)).toList();
        assertThat(found).contains("LECTERN_JOIN", "LECTERN_JOIN_TOKEN");
        return found;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<JsonNode> yaml(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    private static List<JsonNode> kind(String file, String kind) throws IOException {
        List<JsonNode> found = yaml(KUBERNETES.resolve(file)).stream()
                .filter(document -> document.get("kind").asText().equals(kind))
                .toList();
        assertThat(found).as("%s in %s", kind, file).isNotEmpty();
        return found;
    }

    private static JsonNode container(String file, String kind) throws IOException {
        return kind(file, kind).get(0).at("/spec/template/spec/containers/0");
    }

    /** What comes from elsewhere when it runs has an address in its place, or a word. */
    private static Map<String, String> environment(JsonNode container) {
        Map<String, String> environment = new LinkedHashMap<>();
        container
                .get("env")
                .forEach(entry -> environment.put(
                        entry.get("name").asText(),
                        entry.has("value")
                                ? entry.get("value").asText()
                                : entry.at("/valueFrom/fieldRef").isMissingNode() ? "a-word" : "10.1.2.3"));
        return environment;
    }

    private static List<Integer> ports(JsonNode container) {
        return StreamSupport.stream(container.get("ports").spliterator(), false)
                .map(port -> port.get("containerPort").asInt())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** @param all with what is commented out, too */
    private static Map<String, String> serverEnv(boolean all) throws IOException {
        return Files.readAllLines(SYSTEMD.resolve("server.env")).stream()
                .map(line -> all && line.matches("#LECTERN_[A-Z_]+=.*") ? line.substring(1) : line)
                .filter(line -> line.startsWith("LECTERN_"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static String value(Path file, String name) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name + "="))
                .toList();
        assertThat(lines).as("%s in %s", name, file).hasSize(1);
        return lines.get(0).substring(name.length() + 1);
    }

    private static int seconds(String text) {
        return Integer.parseInt(text.replace("s", ""));
    }
}
