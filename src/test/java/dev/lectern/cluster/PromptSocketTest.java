package dev.lectern.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member that holds still keeps nobody who calls it. */
@Timeout(30)
class PromptSocketTest {

    private static final String HERE = "127.0.0.1";
    private static final int CONNECT_MS = 5_000;
    private static final Duration BRIEF = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private final AtomicLong nanoTime = new AtomicLong();
    private final Unresponsive unresponsive = new Unresponsive(nanoTime::get);
    private Credentials credentials;
    private SSLContext context;

    @BeforeEach
    void prepare() throws Exception {
        credentials = CertificateAuthority.open(folder).own("member", List.of(HERE));
        context = MutualTls.context(credentials);
    }

    private static ServerSocket still() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName(HERE));
    }

    private static InetSocketAddress of(ServerSocket door) {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    private Socket socket(Duration handshake) {
        return new PromptSocket(context.getSocketFactory(), unresponsive, to -> handshake);
    }

    @Test
    void whoIsConnectedToButHoldsStillIsGivenUp() throws Exception {
        try (ServerSocket door = still();
                Socket socket = socket(BRIEF)) {
            assertThatThrownBy(() -> socket.connect(of(door), CONNECT_MS)).isInstanceOf(SocketTimeoutException.class);
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void andIsNotCalledAgainForAWhile() throws Exception {
        try (ServerSocket door = still()) {
            Socket first = socket(BRIEF);
            assertThatThrownBy(() -> first.connect(of(door), CONNECT_MS)).isInstanceOf(SocketTimeoutException.class);
            Socket second = socket(Duration.ofDays(1));
            assertThatThrownBy(() -> second.connect(of(door), CONNECT_MS))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("did not answer");
            nanoTime.addAndGet(Duration.ofSeconds(3).toNanos());
            Socket third = socket(BRIEF);
            assertThatThrownBy(() -> third.connect(of(door), CONNECT_MS)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void whoRefusesMayBeCalledAgainAtOnce() throws Exception {
        InetSocketAddress gone;
        try (ServerSocket door = still()) {
            gone = of(door);
        }
        for (int call = 0; call < 2; call++) {
            Socket socket = socket(BRIEF);
            assertThatThrownBy(() -> socket.connect(gone, CONNECT_MS))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aConnectionThatWasMadeMayBeSilentForLongAndEndsBothWays() throws Exception {
        try (ServerSocket door = MutualTls.sockets(credentials, Optional.empty())
                .createServerSocket("test", 0, 50, InetAddress.getByName(HERE))) {
            CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(() -> {
                try {
                    Socket there = door.accept();
                    new DataOutputStream(there.getOutputStream())
                            .writeInt(new DataInputStream(there.getInputStream()).readInt() + 1);
                    return there;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Socket here = socket(Duration.ofSeconds(10));
            here.connect(of(door), CONNECT_MS);
            assertThat(here.getSoTimeout()).isZero();
            new DataOutputStream(here.getOutputStream()).writeInt(41);
            assertThat(new DataInputStream(here.getInputStream()).readInt()).isEqualTo(42);
            here.close();
            assertThat(here.isClosed()).isTrue();
            assertThat(accepted.get(10, TimeUnit.SECONDS).getInputStream().read())
                    .isEqualTo(-1);
        }
    }
}
