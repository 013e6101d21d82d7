/**
 * How long it will take, said before it begins. {@link dev.lectern.outlook.Experience} learns from every task that is done how quick
 * this installation is, and keeps that in the database; {@link dev.lectern.outlook.Prospect} applies it to what is still to be done
 * of a recording. What follows from the one for the other is decided in {@code job.Estimate}, without I/O.
 *
 * <p>Promises: nothing here keeps a task or a job from going on; what cannot be told is not invented.
 */
package dev.lectern.outlook;
