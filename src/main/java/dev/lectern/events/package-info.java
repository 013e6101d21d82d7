/**
 * What just happened: a capped Redis stream of {@link dev.lectern.job.JobEvent}s that can be read again from any point it still
 * holds, and the one way into it, {@link dev.lectern.events.EventFeed}, on which nothing is lost or doubled. It explains the truth and is not the truth: losing it loses history, never work.
 */
package dev.lectern.events;
