package dev.lectern.depot;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What the depot's addresses are, and what the names in them look like. */
final class DepotPaths {

    static final String SESSION = "sessionId";
    static final String KEY = "key";
    static final String NAME = "name";
    static final String PIECE = "piece";

    static final String MODEL = "/model";
    static final String ARTEFACTS = "/artefacts";
    static final String ARTEFACT_ROUTE = ARTEFACTS + "/:" + NAME;
    static final String RECORDING_ROUTE = recording(":" + SESSION);
    static final String PLAYABLE_ROUTE = playable(":" + SESSION);
    static final String PIECE_ROUTE = piece(":" + SESSION, ":" + PIECE);
    static final String DETECTIONS_ROUTE = detections(":" + SESSION, ":" + KEY);

    private static final String ARTEFACT = "artefact-";
    private static final Pattern ARTEFACT_NAME = Pattern.compile(ARTEFACT + "[0-9a-f]{32}");
    private static final Pattern DETECTION_KEY = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern PIECE_NUMBER = Pattern.compile("\\d{1,5}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private DepotPaths() {}

    static String recording(String sessionId) {
        return "/sessions/" + sessionId + "/recording";
    }

    static String playable(String sessionId) {
        return "/sessions/" + sessionId + "/playable";
    }

    static String piece(String sessionId, int index) {
        return piece(sessionId, Integer.toString(index));
    }

    private static String piece(String sessionId, String index) {
        return "/sessions/" + sessionId + "/pieces/" + index;
    }

    static String detections(String sessionId, String key) {
        return "/sessions/" + sessionId + "/detections/" + key;
    }

    static String artefact(String name) {
        return ARTEFACTS + "/" + checkedArtefact(name);
    }

    /** A name that nobody can guess. */
    static String newArtefact() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return ARTEFACT + HexFormat.of().formatHex(bits);
    }

    static boolean isArtefact(String name) {
        return ARTEFACT_NAME.matcher(name).matches();
    }

    /** Whether a text has the form of a {@link dev.lectern.job.DetectionKey}. */
    static boolean isKey(String text) {
        return DETECTION_KEY.matcher(text).matches();
    }

    /** Whether a text is the number of a {@link dev.lectern.job.Piece}. */
    static boolean isPiece(String text) {
        return PIECE_NUMBER.matcher(text).matches();
    }

    /** A name that may become part of a path. */
    static String checkedArtefact(String name) {
        if (!isArtefact(name)) {
            throw new IllegalArgumentException("not a name of an artefact");
        }
        return name;
    }
}
