/**
 * What is true for ever: sessions, jobs, results and corrections in one SQLite file. Every method returns at once with a Future, never throws
 * and never asks for the time. Changes of a job's state are guarded by the state it has, so that a late or doubled message
 * changes nothing. One connection writes and a few read, which is how SQLite likes it best; a committed change survives the
 * death of the process. All SQL stands in {@code Sql} and in {@code db/migration}. Knows nothing of HTTP, Redis or the event bus.
 */
package dev.lectern.store;
