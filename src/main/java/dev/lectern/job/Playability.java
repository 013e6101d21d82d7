package dev.lectern.job;

/** What a recording needs so that every browser plays it. */
public enum Playability {
    /** H.264 (8 bit, 4:2:0, progressive, even size) with AAC or no sound, in an MP4 whose index is in front: served as it is. */
    AS_IS,
    /** The pictures and sound are right and only the container is not: copied into another one without loss. */
    REMUX,
    /** Pictures or sound must be encoded again. */
    TRANSCODE;

    /** Sound that every browser plays. */
    private static final String SOUND = "aac";

    /**
     * Whether the sound of a recording need not be encoded again.
     *
     * @param codec null without sound
     */
    public static boolean playsSound(String codec) {
        return codec == null || codec.equals(SOUND);
    }
}
