package dev.lectern.cluster;

import dev.lectern.bus.RecordCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.PhysicalAddress;
import org.jgroups.stack.IpAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Membership of this JVM in a cluster, and the clustered event bus that comes with it. Everybody shows a certificate, on all ports;
 * nothing listens elsewhere than at the host given.
 */
public final class SecureCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SecureCluster.class);
    private static final String STACK = "jgroups.xml";
    private static final String CACHES = "caches.xml";
    /** How long a newcomer waits for an answer before it believes to be alone. */
    private static final String JOIN_PATIENCE = "2s";

    private static final String FOUND_PATIENCE = "100ms";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 5;

    private final DefaultCacheManager caches;
    private final JChannel channel;
    private final InfinispanMembership membership;
    private final Vertx vertx;

    private SecureCluster(DefaultCacheManager caches, JChannel channel, InfinispanMembership membership, Vertx vertx) {
        this.caches = caches;
        this.channel = channel;
        this.membership = membership;
        this.vertx = vertx;
    }

    /**
     * Founds a cluster, or joins one. A member that is refused is not told so: it finds itself alone, see {@link #members()}.
     * Blocks for some seconds.
     *
     * @param name of the cluster; members of clusters with other names are not seen
     * @param host an address of this machine, the only one that is listened on and the one that others reach it by
     * @param seed where a member is, to join; empty to found
     * @param temp a folder for what libraries unpack
     * @throws IOException if a port is taken or the address is not this machine's
     */
    public static SecureCluster enter(
            Credentials credentials, String name, String host, Ports ports, Optional<MeetingPoint> seed, String temp)
            throws IOException {
        JChannel channel = channel(credentials, name, host, ports, seed);
        DefaultCacheManager caches = null;
        try {
            caches = caches(channel, name);
            InfinispanMembership membership = new InfinispanMembership(caches);
            Vertx vertx = Vertx.builder()
                    .with(options(credentials, host, ports, temp))
                    .withClusterManager(membership)
                    .buildClustered()
                    .await(START_SECONDS, TimeUnit.SECONDS);
            RecordCodec.register(vertx.eventBus());
            return new SecureCluster(caches, channel, membership, vertx);
        } catch (Exception e) {
            stop(caches, channel);
            throw new IOException("The cluster could not be entered at " + host + ": " + rootMessage(e), e);
        }
    }

    /** The clustered event bus, and its threads. */
    public Vertx vertx() {
        return vertx;
    }

    /** Who is there, this member included. */
    public Set<String> members() {
        List<?> members = caches.getMembers();
        return members == null
                ? Set.of()
                : members.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }

    /** Who founded the cluster, as long as that is there: then whoever came next. */
    public String founder() {
        return String.valueOf(caches.getCoordinatorAddress());
    }

    /** This member, as others see it. */
    public String self() {
        return caches.getAddress().toString();
    }

    /**
     * Whether others can still send to this member. A member that was frozen for some seconds is given up by the others, and when it
     * wakes it learns from them that it is gone: its entries are taken from its own copy of what is known of the cluster.
     *
     * @param address that this member listens to
     */
    public Future<Boolean> knownToListen(String address) {
        Promise<NodeInfo> known = Promise.promise();
        Promise<List<RegistrationInfo>> listening = Promise.promise();
        membership.getNodeInfo(membership.getNodeId(), known);
        membership.getRegistrations(address, listening);
        return known.future()
                .compose(there -> listening.future())
                .map(all -> all.stream().anyMatch(one -> one.nodeId().equals(membership.getNodeId())))
                .otherwise(false);
    }

    /** Where others find this member. */
    public int membershipPort() {
        PhysicalAddress at =
                (PhysicalAddress) channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, channel.getAddress()));
        return ((IpAddress) at).getPort();
    }

    /** Leaves. Blocks for a moment. */
    @Override
    public void close() {
        try {
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            LOG.debug("the clustered bus did not end in order: {}", e.toString());
        }
        stop(caches, channel);
    }

    private static void stop(DefaultCacheManager caches, JChannel channel) {
        if (caches != null) {
            caches.stop();
        }
        channel.close();
    }

    private static VertxOptions options(Credentials credentials, String host, Ports ports, String temp) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(host)
                .setPort(ports.messages())
                .setClusterPublicHost(host)
                .setSsl(true)
                .setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(credentials.identity())
                .setTrustOptions(credentials.trustInAll())
                .addCrlValue(credentials.revoked())
                .setEnabledSecureTransportProtocols(Set.of(MutualTls.PROTOCOL));
        return new VertxOptions()
                .setEventLoopPoolSize(2)
                .setEventBusOptions(bus)
                .setFileSystemOptions(new FileSystemOptions().setFileCacheDir(temp));
    }

    private static JChannel channel(
            Credentials credentials, String name, String host, Ports ports, Optional<MeetingPoint> seed)
            throws IOException {
        String stack = resource(STACK)
                .replace("{host}", host)
                .replace("{membership}", Integer.toString(ports.membershipAt(host)))
                .replace("{failures}", Integer.toString(ports.failures()))
                .replace("{patience}", seed.isPresent() ? JOIN_PATIENCE : FOUND_PATIENCE)
                .replace(
                        "{seed}",
                        seed.map(at -> at.host() + "[" + at.membershipPort() + "]")
                                .orElse(""));
        try {
            JChannel channel = new JChannel(new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8)));
            channel.getProtocolStack()
                    .getTransport()
                    .setSocketFactory(MutualTls.sockets(
                            credentials, seed.map(at -> new InetSocketAddress(at.host(), at.membershipPort()))));
            channel.setName(UUID.randomUUID().toString());
            return channel;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The cluster " + name + " could not be prepared: " + rootMessage(e), e);
        }
    }

    private static DefaultCacheManager caches(JChannel channel, String name) throws IOException {
        ConfigurationBuilderHolder holder = new ParserRegistry().parse(resource(CACHES));
        holder.getGlobalConfigurationBuilder()
                .transport()
                .transport(new JGroupsTransport(channel))
                .clusterName(name);
        return new DefaultCacheManager(holder, true);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SecureCluster.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
