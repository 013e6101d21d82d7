package dev.lectern;

import dev.lectern.enrol.Reception;
import dev.lectern.enrol.Refusal;
import dev.lectern.http.Enrolment;
import dev.lectern.job.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What HTTP asks of the reception. */
final class WorkerEntrance implements Enrolment {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerEntrance.class);

    private final Reception reception;

    WorkerEntrance(Reception reception) {
        this.reception = reception;
    }

    @Override
    public Future<JsonObject> enrol(JsonObject request, boolean fromHere, boolean tokenNeeded) {
        return answered(reception.enrol(request.toBuffer().getBytes(), fromHere, tokenNeeded));
    }

    @Override
    public Future<JsonObject> token(Duration validity) {
        return answered(reception.token(validity));
    }

    @Override
    public Future<List<Known>> known() {
        return reception
                .known()
                .map(all -> all.stream()
                        .map(one -> new Known(one.name(), one.host(), one.enrolled(), one.revoked()))
                        .toList())
                .recover(cause -> Future.failedFuture(refused(cause)));
    }

    @Override
    public Future<Removed> revoke(String worker) {
        return reception
                .revoke(worker)
                .map(removed -> new Removed(removed.worker(), removed.at(), removed.tokensEnded()))
                .recover(cause -> Future.failedFuture(refused(cause)));
    }

    private static Future<JsonObject> answered(Future<?> answer) {
        return answer.map(record -> new JsonObject(Buffer.buffer(Json.bytes(record))))
                .recover(cause -> Future.failedFuture(refused(cause)));
    }

    private static Refused refused(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            LOG.info("Refused ({}): {}", refusal.kind(), refusal.getMessage());
            return new Refused(kind(refusal.kind()), refusal.getMessage());
        }
        LOG.error("Workers cannot be let in", cause);
        return new Refused(Refused.Kind.UNAVAILABLE, "The server cannot let workers in just now; its log says why");
    }

    private static Refused.Kind kind(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> Refused.Kind.INVALID;
            case INCOMPATIBLE -> Refused.Kind.INCOMPATIBLE;
            case NO_TOKEN, WRONG_TOKEN, EXPIRED_TOKEN, REPLAYED, UNREACHABLE, REVOKED -> Refused.Kind.FORBIDDEN;
            case UNKNOWN -> Refused.Kind.MISSING;
        };
    }
}
