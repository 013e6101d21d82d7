package dev.lectern.access;

/** How somebody stands to a session, from nothing to all. */
public enum Standing {
    /** For them it does not exist. */
    NONE,
    /** Has a link to it: sees the recording and its result, and nothing of who works on it. */
    GUEST,
    /** May look at all of it. */
    READER,
    /** May process, correct and render it too. */
    EDITOR,
    /** May share and delete it too. */
    OWNER
}
