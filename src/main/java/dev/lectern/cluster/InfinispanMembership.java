package dev.lectern.cluster;

import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.util.List;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.Address;

/**
 * The cluster manager of Vert.x on a newer Infinispan than it was built for: two of its methods reach for what became private, and
 * are replaced here. Addresses are given to the event bus by {@link SecureCluster} instead of being guessed from the transport.
 */
final class InfinispanMembership extends InfinispanClusterManager {

    private final DefaultCacheManager caches;

    InfinispanMembership(DefaultCacheManager caches) {
        super(caches);
        this.caches = caches;
    }

    @Override
    public List<String> getNodes() {
        List<Address> members = caches.getMembers();
        return members == null
                ? List.of()
                : members.stream().map(Object::toString).toList();
    }

    @Override
    public String clusterHost() {
        return null;
    }

    @Override
    public String clusterPublicHost() {
        return null;
    }
}
