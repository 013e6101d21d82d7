/**
 * Who may do what. Pure: {@link dev.lectern.access.Policy} decides from who asks ({@link dev.lectern.access.Identity}), what a route
 * needs ({@link dev.lectern.access.Need}) and how that person stands to the session it is about
 * ({@link dev.lectern.access.Standing}). Nothing here knows HTTP or a database; secrets are kept as hashes and have no text form.
 *
 * <p>A session that somebody may not see does not exist for them: the answer is the one for a session that there never was.
 */
package dev.lectern.access;
