package dev.lectern.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What Vert.x may say about itself: never an address, a path or a word that a client chose. */
final class VertxLabels implements MeterFilter {

    private static final String METHOD = Label.HTTP_METHOD.toString();
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");
    private static final String POOL_TYPE = Label.POOL_TYPE.toString();
    private static final String REDIS = "redis";
    private static final String OTHER = "other";

    static MicrometerMetricsOptions options() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(
                        Label.HTTP_ROUTE,
                        Label.HTTP_METHOD,
                        Label.HTTP_CODE,
                        Label.EB_SIDE,
                        Label.EB_FAILURE,
                        Label.POOL_TYPE,
                        Label.POOL_NAME))
                .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET)
                .addDisabledMetricsCategory(MetricsDomain.VERTICLES);
    }

    /** Each new link to Redis is a pool of one connection, under a random name. */
    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return REDIS.equals(id.getTag(POOL_TYPE)) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String method = id.getTag(METHOD);
        if (method == null || METHODS.contains(method)) {
            return id;
        }
        List<Tag> tags = new ArrayList<>(id.getTags());
        tags.replaceAll(tag -> tag.getKey().equals(METHOD) ? Tag.of(METHOD, OTHER) : tag);
        return id.replaceTags(tags);
    }
}
