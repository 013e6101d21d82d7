/**
 * What the outside speaks to: routes, upload, ranges of the video, one mapper of errors. Handlers decide nothing about the work:
 * they note a fact in the store and then give the coordinator a hint. Every answer, an error too, has the CORS headers and is
 * described in {@code openapi.json}; no answer carries a path of this machine, a stack trace or what ffmpeg printed. Knows the
 * store and the seams {@link dev.lectern.http.Coordination}, {@link dev.lectern.http.UploadCheck} and
 * {@link dev.lectern.http.Readiness}, and of the event bus what happened to jobs; must not know Redis or ffmpeg.
 *
 * <p>Event streams: {@link dev.lectern.http.EventRoutes} decides what a client is to get, {@link dev.lectern.http.EventHub} sends
 * it. A client that is connected is told what the bus says; whoever misses something gets it from the log.
 */
package dev.lectern.http;
