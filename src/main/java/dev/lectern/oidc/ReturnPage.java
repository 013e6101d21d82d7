package dev.lectern.oidc;

import java.util.regex.Pattern;

/** The page that is shown after a login: one of our own, whatever an address asks for. */
final class ReturnPage {

    private static final String START = "/";
    private static final Pattern OURS = Pattern.compile("/app(/[A-Za-z0-9_-]{1,100}){1,4}");

    private ReturnPage() {}

    /** @param wanted null for none */
    static String of(String wanted) {
        return wanted != null && OURS.matcher(wanted).matches() ? wanted : START;
    }
}
