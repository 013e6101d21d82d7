package dev.lectern.oidc;

import java.util.Locale;

/** Somebody did not get in by single sign-on. It has no stack: nothing went wrong in the program. */
public final class SignOnFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why, with the sentence for the one who wanted in. */
    public enum Kind {
        UNREACHABLE("The place to log in cannot be reached just now; try again in a moment, or log in with a password"),
        EXPIRED("This login took too long, was begun in another window, or was used already; begin again"),
        CANCELLED("You were not logged in there, or went back; begin again, or log in with a password"),
        UNTRUSTED(
                "What was said of who you are could not be believed; whoever runs this server finds the reason in its log"),
        REFUSED("It is known who you are, but you may not use this server; whoever runs it can say who may"),
        DISABLED("Your account on this server is disabled; an admin can enable it"),
        LAST_ADMIN(
                "You are to be no admin any more, and are the last one; whoever runs this server has to make another"),
        BUSY("There were too many logins from where you are; try again in a minute");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }

        /** The name on the wire. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public String sentence() {
            return sentence;
        }
    }

    public SignOnFailure(Kind kind) {
        this(kind, kind.sentence());
    }

    /** With what is only for the log. */
    SignOnFailure(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
