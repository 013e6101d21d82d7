package dev.lectern.access;

/** The answer to whether something may be done. */
public enum Verdict {
    ALLOWED,
    /** Say who you are first. */
    LOGIN,
    /** Not by you. */
    FORBIDDEN,
    /** There is no such thing, as far as you are concerned. */
    HIDDEN
}
