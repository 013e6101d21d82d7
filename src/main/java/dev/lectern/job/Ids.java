package dev.lectern.job;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids of sessions, jobs, uploads and traces: 128 random bits in hex, so that they neither collide nor can be guessed. */
public final class Ids {

    private static final String SESSION = "sess-";
    private static final String JOB = "job-";
    private static final String UPLOAD = "up-";
    private static final Pattern SESSION_ID = Pattern.compile(SESSION + "[0-9a-f]{8,64}");
    private static final Pattern JOB_ID = Pattern.compile(JOB + "[0-9a-f]{8,64}");
    private static final Pattern UPLOAD_ID = Pattern.compile(UPLOAD + "[0-9a-f]{8,64}");
    /** As W3C Trace Context has it. */
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String newSession() {
        return SESSION + random();
    }

    public static String newJob() {
        return JOB + random();
    }

    /** Names a request and all the work that goes back to it. */
    public static String newTrace() {
        String made = random();
        return isTrace(made) ? made : newTrace();
    }

    /** Whether a text has the form of a trace's id: 32 lowercase hex digits, not all of them 0. */
    public static boolean isTrace(String text) {
        return TRACE_ID.matcher(text).matches();
    }

    /** Whether a text has the form of a session's id, and so may become part of a path. */
    public static boolean isSession(String text) {
        return SESSION_ID.matcher(text).matches();
    }

    /** Whether a text has the form of a job's id. */
    public static boolean isJob(String text) {
        return JOB_ID.matcher(text).matches();
    }

    /** What an upload in pieces is called that becomes this session. */
    public static String uploadOf(String sessionId) {
        return UPLOAD + sessionId.substring(SESSION.length());
    }

    /** Whether a text has the form of an upload's id, and so may become part of a path. */
    public static boolean isUpload(String text) {
        return UPLOAD_ID.matcher(text).matches();
    }

    private static String random() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
