package dev.lectern.redis;

/**
 * Redis could not be asked, or did not answer in time. In the second case the command may have been carried out all the same,
 * so what is sent must bear being sent again.
 */
public final class RedisAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RedisAway(String sentence) {
        this(sentence, null);
    }

    RedisAway(String sentence, Throwable cause) {
        // Without a stack: it is made for every call while Redis is away, and the place of the call is of no interest.
        super(sentence, cause, false, false);
    }
}
