/**
 * Whatever is killed, frozen, cut off or filled up, and whenever: what was accepted is processed, once, and nothing is left over.
 *
 * <p>A {@link dev.lectern.chaos.World} is a server, its Redis and its workers as real processes of the built jar, each of which can be
 * struck; {@link dev.lectern.chaos.Invariants} says what must hold when all has settled. {@code mvn verify} strikes some of the time,
 * {@code mvn -Pchaos verify} in all ways; docs/reliability.md has what came of it.
 */
package dev.lectern.chaos;
