/**
 * Everything that touches a recording: is it a film at all, what is in it, what does a browser need, its
 * frames, its thumbnail; and the making of a video of frames that were drawn on. All of it is
 * done by ffmpeg and ffprobe as child processes (the programs that the bytedeco jars carry), never inside this JVM: a file that
 * crashes, hangs or bloats a decoder costs that child alone.
 *
 * <p>Promises: programs are started with argument arrays and never through a shell; a file's content can open no other file and
 * no address (allow-lists of containers, protocols and decoders); every child has limits on memory, processor time, output, open
 * files and silence, no network where the system can take it away ({@link dev.lectern.media.Sandbox} says where not), can gain no
 * rights, dies with its whole process group when its work is cancelled and does not outlive this JVM; length, rate, size and number of
 * streams are bounded before decoding ({@code Bounds}); times are those of the pictures, not of the header.
 *
 * <p>The pictures that are looked at may be decoded on hardware ({@link dev.lectern.media.HardwareDecoders}), if that gives the very
 * pictures that software gives; where it fails, software goes on.
 *
 * <p>Knows the vocabulary of {@code job} and nothing else of ours; no Vert.x.
 */
package dev.lectern.media;
