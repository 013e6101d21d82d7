/**
 * What the outside speaks to: routes, upload, ranges of the video, one mapper of errors. Handlers decide nothing about the work:
 * they note a fact in the store and then give the coordinator a hint. Every answer, an error too, has the CORS headers and is
 * described in {@code openapi.json}; no answer carries a path of this machine, a stack trace or what ffmpeg printed. Knows the
 * store and the seams {@link dev.lectern.http.Coordination}, {@link dev.lectern.http.UploadCheck} and
 * {@link dev.lectern.http.Readiness}; must not know Redis, the event bus or ffmpeg.
 */
package dev.lectern.http;
