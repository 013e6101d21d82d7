package dev.lectern.bench;

import dev.lectern.testing.Eventually;
import dev.lectern.testing.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** nginx as a child process, with a configuration and files of its own: it takes files by PUT and gives them. */
final class Nginx implements AutoCloseable {

    private static final String[] PLACES = {"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"};

    private final Process process;
    private final URI base;
    private final Path files;

    private Nginx(Process process, URI base, Path files) {
        this.process = process;
        this.base = base;
        this.files = files;
    }

    /** The program; null if it is not installed. */
    static Path program() {
        for (String place : PLACES) {
            if (Files.isExecutable(Path.of(place))) {
                return Path.of(place);
            }
        }
        return null;
    }

    static Nginx start(Path folder) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        int port = Ports.free();
        Path conf = folder.resolve("nginx.conf");
        Files.writeString(conf, """
                daemon off;
                %s
                worker_processes auto;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events { worker_connections 64; }
                http {
                    access_log off;
                    sendfile on;
                    client_max_body_size 0;
                    client_body_temp_path %s/arriving;
                    server {
                        listen 127.0.0.1:%d;
                        root %s;
                        dav_methods PUT;
                    }
                }
                """.formatted(isRoot() ? "user root;" : "", folder, folder, folder, port, files));
        Process process = new ProcessBuilder(program().toString(), "-c", conf.toString(), "-p", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port + "/"), files);
        Eventually.becomes(Duration.ofSeconds(20), "nginx to listen", () -> listens(port));
        return nginx;
    }

    URI base() {
        return base;
    }

    /** Where its files lie. */
    Path files() {
        return files;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
