/**
 * The composition root: command line, wiring by role, orderly shutdown. Everything here knows everybody; nobody knows it.
 */
package dev.lectern;
