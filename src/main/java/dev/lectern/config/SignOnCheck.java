package dev.lectern.config;

import dev.lectern.job.Loopback;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what was said about single sign-on, or says what is missing of it: half of it would let in nobody, or too many. */
final class SignOnCheck {

    private static final String NONE = "none";
    private static final List<ConfigKey> NEEDED =
            List.of(ConfigKey.OIDC_ISSUER, ConfigKey.OIDC_CLIENT_ID, ConfigKey.OIDC_CLIENT_SECRET_FILE);
    private static final List<ConfigKey> VALUES =
            List.of(ConfigKey.OIDC_ADMINS, ConfigKey.OIDC_EDITORS, ConfigKey.OIDC_VIEWERS);
    private static final List<ConfigKey> DETAILS = Stream.concat(
                    VALUES.stream(),
                    Stream.of(
                            ConfigKey.OIDC_SCOPES,
                            ConfigKey.OIDC_NAME_CLAIM,
                            ConfigKey.OIDC_ROLE_CLAIM,
                            ConfigKey.OIDC_OTHERS,
                            ConfigKey.OIDC_LABEL))
            .toList();

    private final Map<ConfigKey, Given> given;
    private final List<String> problems = new ArrayList<>();

    /** @param given a value for every key, each as the schema has it */
    SignOnCheck(Map<ConfigKey, Given> given) {
        this.given = given;
    }

    /** All that is wrong, each a sentence. */
    List<String> problems() {
        if (!built()) {
            DETAILS.stream()
                    .filter(this::changed)
                    .forEach(key -> problems.add(key.yaml() + " says something about single sign-on, which is not set"
                            + " up: give " + names(NEEDED) + " too, or nothing of it."));
            return problems;
        }
        List<ConfigKey> missing =
                NEEDED.stream().filter(key -> text(key).equals(NONE)).toList();
        if (!missing.isEmpty()) {
            problems.add("Single sign-on needs all of " + names(NEEDED) + ", and " + names(missing)
                    + " is missing: give it, or nothing of it.");
        }
        if (!text(ConfigKey.OIDC_ISSUER).equals(NONE) && !safe(text(ConfigKey.OIDC_ISSUER))) {
            problems.add(
                    "oidc.issuer is \"" + text(ConfigKey.OIDC_ISSUER) + "\": it must begin with https://, as"
                            + " everybody between here and there could let in whom they want; http:// is only for this machine.");
        }
        boolean values = VALUES.stream().anyMatch(key -> !texts(key).isEmpty());
        if (!text(ConfigKey.OIDC_ROLE_CLAIM).equals(NONE) && !values) {
            problems.add("oidc.roleClaim is given, and none of its values: say which of them make an admin, an editor"
                    + " or a viewer (" + names(VALUES) + ").");
        }
        if (text(ConfigKey.OIDC_ROLE_CLAIM).equals(NONE) && values) {
            problems.add("There are values that make an admin, an editor or a viewer (" + names(VALUES)
                    + "), and oidc.roleClaim does not say of which claim.");
        }
        return problems;
    }

    /** What it comes to, if there are no {@link #problems}; empty if there is no single sign-on. */
    Optional<SingleSignOn> read(Path workingDirectory) {
        return built()
                ? Optional.of(new SingleSignOn(
                        text(ConfigKey.OIDC_ISSUER),
                        text(ConfigKey.OIDC_CLIENT_ID),
                        workingDirectory
                                .resolve(text(ConfigKey.OIDC_CLIENT_SECRET_FILE))
                                .toAbsolutePath()
                                .normalize(),
                        texts(ConfigKey.OIDC_SCOPES),
                        text(ConfigKey.OIDC_NAME_CLAIM),
                        unlessNone(ConfigKey.OIDC_ROLE_CLAIM),
                        texts(ConfigKey.OIDC_ADMINS),
                        texts(ConfigKey.OIDC_EDITORS),
                        texts(ConfigKey.OIDC_VIEWERS),
                        unlessNone(ConfigKey.OIDC_OTHERS),
                        text(ConfigKey.OIDC_LABEL)))
                : Optional.empty();
    }

    private boolean built() {
        return NEEDED.stream().anyMatch(key -> !text(key).equals(NONE));
    }

    private boolean changed(ConfigKey key) {
        return !given.get(key).value().equals(key.read(key.defaultText()));
    }

    private static boolean safe(String issuer) {
        try {
            return Loopback.unheard(URI.create(issuer));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String names(List<ConfigKey> keys) {
        return String.join(", ", keys.stream().map(ConfigKey::environment).toList());
    }

    private Optional<String> unlessNone(ConfigKey key) {
        return Optional.of(text(key)).filter(value -> !value.equals(NONE));
    }

    private String text(ConfigKey key) {
        return given.get(key).value().toString();
    }

    private List<String> texts(ConfigKey key) {
        return ((List<?>) given.get(key).value()).stream().map(Object::toString).toList();
    }
}
