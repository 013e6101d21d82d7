/**
 * The figures that a monitoring system fetches, in Micrometer and in the text format of Prometheus. {@link
 * dev.lectern.metrics.Vocabulary} has all our names; docs/operations.md explains them. {@link dev.lectern.metrics.Meters} counts what
 * it is told; {@link dev.lectern.metrics.Exposition} adds, for each question, what can only be asked for: how long the queue is, who
 * lives, how full the disk is.
 *
 * <p>The number of series is bounded: labels are kinds, states and outcomes of ours, patterns of routes, and names of workers that live
 * or lived a while ago. Nothing that comes from outside becomes a label.
 */
package dev.lectern.metrics;
