/**
 * The benchmarks, {@code mvn -Pbench verify}: how much of the machine goes into decoding and inference, and how much is lost on the
 * way ({@code docs/performance.md}); what more slots and more workers bring ({@code docs/scaling.md}). They are no tests: nothing
 * here fails because a machine is slow.
 */
package dev.lectern.bench;
