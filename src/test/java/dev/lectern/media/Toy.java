package dev.lectern.media;

import dev.lectern.testing.Clips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The bundled ffmpeg with a kind of hardware that every machine has: {@code toy}, which is software under another name. How it is
 * broken is a line of shell; it finds the arguments without {@code -hwaccel toy} in {@code $@}, and the real program in {@code $real}.
 */
final class Toy {

    static final String NAME = "toy";
    static final String WORKS = "exec $real \"$@\"";
    static final String SAYS_THAT_IT_DECODES =
            "echo \"[verbose] Selecting decoder 'h264' because of requested hwaccel method toy\" >&2\n";

    private final Path script;
    private final Path runs;

    Toy(Path folder, String how) throws IOException {
        script = folder.resolve("ffmpeg-with-toy");
        runs = folder.resolve("runs");
        Files.writeString(script, """
                #!/bin/sh
                real=%s
                n=$#
                on=software
                while [ $n -gt 0 ]; do
                    a=$1
                    shift
                    n=$((n - 1))
                    if [ "$a" = -hwaccels ]; then
                        $real -v error -hwaccels
                        echo toy
                        exit 0
                    fi
                    if [ "$a" = -hwaccel ] && [ "$1" = toy ]; then
                        on=toy
                        shift
                        n=$((n - 1))
                    else
                        set -- "$@" "$a"
                    fi
                done
                echo $on >> %s
                if [ $on = software ]; then
                    exec $real "$@"
                fi
                %s
                """.formatted(Clips.BINARIES.ffmpeg(), runs, how));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Told to decode in software. */
    FfmpegBinaries programs() {
        return new FfmpegBinaries(script, Clips.BINARIES.ffprobe(), Clips.BINARIES.environment());
    }

    /** Told to decode on the toy. */
    FfmpegBinaries decoding() {
        return new FfmpegBinaries(script, Clips.BINARIES.ffprobe(), Clips.BINARIES.environment(), Optional.of(NAME));
    }

    /** On what it decoded, run by run. */
    List<String> runs() throws IOException {
        return Files.readAllLines(runs);
    }
}
