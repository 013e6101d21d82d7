/**
 * Who was found in recordings and what people say about it: changes are understood, stored for ever with the result that follows
 * from them, and taken back again; portraits are cut out when somebody looks. Everything is derived from stored detections, here on
 * the server and off the event loop, one session at a time; no picture is decoded for it.
 *
 * <p>What is durable is the change. The result is stored with it; where it cannot be, because a job makes its result anew while
 * changes hold, it follows when the job is done, or at the next start, or before anybody reads it ({@code PersonsDesk#followed}).
 *
 * <p>{@code PersonsDesk} knows the order of things, {@code Changes} stores and tells what is said, {@code Workbench} has the threads,
 * {@code Recall} knows what was associated, {@code Derivation} what follows, {@code PersonsDocument} how it is told, {@code Portraits}
 * what people look like.
 */
package dev.lectern.people;
