/**
 * Recordings that nobody made: good and bad ones, changed where their containers keep sizes, counts, offsets, times, dimensions, codecs
 * and references. The same seed gives the same files. {@code mvn verify} tries some of them, {@code mvn -Pfuzz verify} two thousand.
 */
package dev.lectern.fuzz;
