package dev.lectern.oidc;

import dev.lectern.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which role a provider's users get.
 *
 * @param claim the claim that says it, by its name, or by the names that lead into it with dots between; empty if none does
 * @param values what makes which role; of several the highest counts
 * @param others the role of all others; empty to refuse them
 */
public record RoleRule(Optional<String> claim, Map<String, Role> values, Optional<Role> others) {

    public RoleRule {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(others);
        values = Map.copyOf(values);
    }

    /** Whether the provider says at each login which role somebody has; if not, that is only so for the first. */
    boolean follows() {
        return claim.isPresent();
    }

    /** The role of who comes with some claims; empty if they are refused. */
    Optional<Role> role(JsonObject claims) {
        return claim.stream()
                .flatMap(name -> said(claims, name))
                .map(values::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .or(() -> others);
    }

    private static Stream<String> said(JsonObject claims, String name) {
        Object value =
                claims.containsKey(name) ? claims.getValue(name) : within(claims, Arrays.asList(name.split("\\.")));
        Stream<?> all = value instanceof JsonArray array ? array.stream() : Stream.of(value == null ? "" : value);
        return all.filter(String.class::isInstance).map(String.class::cast);
    }

    private static Object within(JsonObject claims, List<String> path) {
        Object inner = claims.getValue(path.get(0));
        if (path.size() == 1) {
            return inner;
        }
        return inner instanceof JsonObject object ? within(object, path.subList(1, path.size())) : null;
    }
}
