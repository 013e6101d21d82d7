/**
 * The vocabulary of Lectern and its pure decisions: what a job, a task, a recording's inspection and a failure are, and which
 * tasks a job still misses. Nothing here does I/O, knows Vert.x or depends on another package of ours.
 */
package dev.lectern.job;
