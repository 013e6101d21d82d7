/**
 * The words that coordinator, workers and HTTP exchange over the event bus: addresses, message records and their one codec.
 * Everything here is a hint or a question; what must not be lost is in the database, in files or in the queue. A message that never
 * arrives is made good by a timer of its sender, one that arrives twice by the lease it carries.
 */
package dev.lectern.bus;
