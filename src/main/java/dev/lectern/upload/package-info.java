/**
 * Recordings that arrive in pieces and may go on arriving after a pause, another connection or another start of the server. What is known
 * of each stands beside its bytes in {@link dev.lectern.job.DataFolder#partial()}; nothing is kept elsewhere. Knows no HTTP; all of
 * it blocks on the disk.
 */
package dev.lectern.upload;
