/**
 * The steps that join the libraries: {@code media} to read recordings, {@code detect} to see persons, {@code track} to make the
 * result. A worker runs them one task at a time, {@code lectern process} runs them all; both get the same bytes.
 */
package dev.lectern.pipeline;
