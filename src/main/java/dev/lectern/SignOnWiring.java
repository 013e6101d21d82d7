package dev.lectern;

import dev.lectern.access.Role;
import dev.lectern.config.Settings;
import dev.lectern.config.SingleSignOn;
import dev.lectern.oidc.RoleRule;
import dev.lectern.oidc.SignOnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of the settings what single sign-on needs, with the secret that lies in a file. */
final class SignOnWiring {

    private SignOnWiring() {}

    /**
     * What it is given; empty if users log in by password only.
     *
     * @throws StartFailure if the secret cannot be had
     */
    static Optional<SignOnSettings> settings(Settings settings) throws StartFailure {
        Optional<SingleSignOn> given = settings.access().singleSignOn();
        return given.isEmpty() ? Optional.empty() : Optional.of(settings(given.get()));
    }

    private static SignOnSettings settings(SingleSignOn given) throws StartFailure {
        return new SignOnSettings(
                given.issuer(),
                given.clientId(),
                secret(given.clientSecretFile()),
                given.scopes(),
                given.nameClaim(),
                new RoleRule(given.roleClaim(), values(given), given.others().flatMap(Role::ofLabel)),
                given.label());
    }

    /** What makes a higher role wins over what makes a lower one. */
    private static Map<String, Role> values(SingleSignOn given) {
        Map<String, Role> values = new HashMap<>();
        put(values, given.viewers(), Role.VIEWER);
        put(values, given.editors(), Role.EDITOR);
        put(values, given.admins(), Role.ADMIN);
        return values;
    }

    private static void put(Map<String, Role> values, List<String> names, Role role) {
        names.forEach(name -> values.put(name, role));
    }

    private static String secret(Path file) throws StartFailure {
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new StartFailure("The client secret for single sign-on in " + file + " is empty.");
            }
            return secret;
        } catch (IOException e) {
            throw new StartFailure("The client secret for single sign-on cannot be read from " + file + ".", e);
        }
    }
}
