package dev.lectern.http;

import dev.lectern.job.Ids;

/** What accounts, logins, tokens and links are called where they are not to be told by a secret. */
final class Names {

    static final String LOGIN = "login-";
    private static final String USER = "user-";
    private static final String TOKEN = "tok-";
    private static final String LINK = "link-";

    private Names() {}

    static String user() {
        return USER + Ids.newTrace();
    }

    static String login() {
        return LOGIN + Ids.newTrace();
    }

    static String token() {
        return TOKEN + Ids.newTrace();
    }

    static String link() {
        return LINK + Ids.newTrace();
    }
}
