package dev.lectern.bench;

/**
 * What some frames cost, in seconds.
 *
 * @param frames sampled frames, at least 1
 * @param wall from the first to the last
 * @param jvm processor time of this JVM
 * @param ffmpeg processor time of the children
 * @param idle processor time that nobody used meanwhile, this program or another
 */
record Cost(int frames, double wall, double jvm, double ffmpeg, double idle) {

    Cost {
        if (frames < 1) {
            throw new IllegalArgumentException("no frames");
        }
    }

    double framesPerSecond() {
        return frames / wall;
    }

    double cpu() {
        return jvm + ffmpeg;
    }

    /** Processor time that was ours to use: what we took and what we left lying, but not what other programs took. */
    double available() {
        return cpu() + idle;
    }

    /** Which part of {@code cores} nobody used. */
    double idleShare(int cores) {
        return idle / (wall * cores);
    }

    /** Which part of {@code cores} other programs took. */
    double othersShare(int cores) {
        return Math.max(0, 1 - available() / (wall * cores));
    }

    double wallMs() {
        return 1000 * wall / frames;
    }

    double jvmMs() {
        return 1000 * jvm / frames;
    }

    double ffmpegMs() {
        return 1000 * ffmpeg / frames;
    }
}
