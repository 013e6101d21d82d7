package dev.lectern.oidc;

import dev.lectern.access.Account;
import java.text.Normalizer;
import java.util.Locale;

/** Makes a name that an account may have of what a provider calls somebody. */
final class UserName {

    private static final int LONGEST = 64;
    /** Of whom there is no letter that we know. */
    private static final String NOBODY = "user";

    private UserName() {}

    static String of(String text) {
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._@-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("-+$", "");
        return Account.isName(cut) ? cut : NOBODY;
    }
}
