/**
 * How files travel between the server and workers in other JVMs: over HTTPS with certificates of the server's private authority on
 * both sides, on a port of its own that serves nothing else.
 *
 * <p>{@link dev.lectern.depot.DepotVerticle} is the server's side. It gives out recordings by ranges, detections as one stream, and
 * the model; it takes in artefacts piece by piece, checks them as a whole, and only then gives them a name that a report may carry
 * ({@link dev.lectern.depot.StagedFiles}). {@link dev.lectern.depot.RemoteFiles} is the worker's side: it fetches a recording once for
 * all slots of the JVM into a cache, so that ffmpeg reads local files only, and delivers what was made. Both go on where they were
 * when a connection is cut or the server starts again; who waits in vain for long says that it may work next time.
 *
 * <p>All names are made by the server and are checked by their form before they become part of a path.
 */
package dev.lectern.depot;
