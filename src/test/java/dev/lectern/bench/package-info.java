/**
 * The benchmark, {@code mvn -Pbench verify}: how much of the machine goes into decoding and inference, and how much is lost on the
 * way. {@code docs/performance.md} says what its figures mean. It is no test: nothing here fails because a machine is slow.
 */
package dev.lectern.bench;
