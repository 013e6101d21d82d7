package dev.lectern.people;

/** What somebody wants to have changed, by its hash (RFC 9110). */
final class IfMatch {

    /** The two forms of a result have different tags and are one and the same result. */
    private static final String COMPRESSED = "-gzip";

    private IfMatch() {}

    /** Whether a condition, which may be null, allows to change what has this hash. */
    static boolean allows(String condition, String etag) {
        if (condition == null || condition.isBlank()) {
            return true;
        }
        for (String part : condition.split(",")) {
            String tag = part.trim();
            if (tag.equals("*") || tag.equals('"' + etag + '"') || tag.equals('"' + etag + COMPRESSED + '"')) {
                return true;
            }
        }
        return false;
    }
}
