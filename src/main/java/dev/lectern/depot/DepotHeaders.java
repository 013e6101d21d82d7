package dev.lectern.depot;

/** Headers that the two sides of the depot agree on. */
final class DepotHeaders {

    /** How much of an artefact is there, in bytes. */
    static final String OFFSET = "Upload-Offset";

    /** How large the whole artefact will be, in bytes. */
    static final String LENGTH = "Upload-Length";

    /** SHA-256 of the whole, 64 lowercase hex digits. */
    static final String SHA256 = "Content-Sha256";

    static final String RANGE = "Range";

    /** The version that a range is to be of; if the file has another one, all of it is sent. */
    static final String IF_RANGE = "If-Range";

    private DepotHeaders() {}
}
