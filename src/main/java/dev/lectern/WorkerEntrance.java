package dev.lectern;

import dev.lectern.enrol.Reception;
import dev.lectern.enrol.Refusal;
import dev.lectern.http.Enrolment;
import dev.lectern.job.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
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

    private static Future<JsonObject> answered(Future<?> answer) {
        return answer.map(record -> new JsonObject(Buffer.buffer(Json.bytes(record))))
                .recover(cause -> Future.failedFuture(refused(cause)));
    }

    private static Refused refused(Throwable cause) {
        if (cause instanceof Refusal refusal) {
            LOG.info("A worker was not let in ({}): {}", refusal.kind(), refusal.getMessage());
            return new Refused(kind(refusal.kind()), refusal.getMessage());
        }
        LOG.error("Workers cannot be let in", cause);
        return new Refused(Refused.Kind.UNAVAILABLE, "The server cannot let workers in just now; its log says why");
    }

    private static Refused.Kind kind(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> Refused.Kind.INVALID;
            case INCOMPATIBLE -> Refused.Kind.INCOMPATIBLE;
            case NO_TOKEN, WRONG_TOKEN, EXPIRED_TOKEN, REPLAYED, UNREACHABLE -> Refused.Kind.FORBIDDEN;
        };
    }
}
