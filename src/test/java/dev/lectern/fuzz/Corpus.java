package dev.lectern.fuzz;

import dev.lectern.testing.Clips;
import dev.lectern.testing.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Files to be changed, and what comes of it. */
public final class Corpus {

    private static final long SEED = 20261129;
    private static final int LARGEST = 100_000;

    private final List<byte[]> seeds;
    private final List<String> targets;

    /**
     * Makes small recordings of every family, and takes the bad ones that are there.
     *
     * @param folder where to make them
     * @param targets addresses and files that nothing may ever be read from; they are referred to
     */
    public Corpus(Path folder, List<String> targets) {
        this.targets = List.copyOf(targets);
        List<byte[]> files = new ArrayList<>();
        for (Path clip : List.of(
                clip(folder.resolve("plain.mp4"), "-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart"),
                clip(
                        folder.resolve("fragmented.mp4"),
                        "-c:v",
                        "mpeg4",
                        "-c:a",
                        "aac",
                        "-movflags",
                        "frag_keyframe+empty_moov"),
                clip(folder.resolve("plain.mov"), "-c:v", "mjpeg", "-c:a", "pcm_s16le"),
                clip(folder.resolve("plain.mkv"), "-c:v", "libopenh264", "-c:a", "aac"),
                clip(folder.resolve("plain.webm"), "-c:v", "libvpx", "-c:a", "libopus"),
                clip(folder.resolve("plain.avi"), "-c:v", "mpeg4", "-c:a", "pcm_s16le"),
                clip(folder.resolve("motion.avi"), "-c:v", "mjpeg", "-c:a", "libmp3lame"))) {
            // Twice, so that half of the files come from good ones.
            files.add(read(clip));
            files.add(read(clip));
        }
        for (Shared.Bad bad : Shared.bad()) {
            byte[] file = read(bad.file());
            if (file.length > 0 && file.length <= LARGEST) {
                files.add(file);
            }
        }
        seeds = List.copyOf(files);
    }

    /** The file of a number, always the same one. */
    public byte[] file(int number) {
        Random random = new Random(SEED + number * 1_000_003L);
        byte[] seed = seeds.get(random.nextInt(seeds.size()));
        return new Mutations(random, targets).of(seed);
    }

    private static Path clip(Path out, String... codecs) {
        List<String> arguments = new ArrayList<>(List.of(
                "-filter_complex",
                "testsrc2=size=96x64:rate=10:duration=1[v];sine=frequency=440:sample_rate=48000:duration=1[a]",
                "-map",
                "[v]",
                "-map",
                "[a]"));
        arguments.addAll(List.of(codecs));
        return Clips.make(out, arguments.toArray(String[]::new));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
