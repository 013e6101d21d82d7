package dev.lectern.bench;

/** What is measured. */
enum Phase {
    BARE_DECODE("decoding, bare"),
    BARE_INFERENCE("inference, bare"),
    DECODE("decoding, as used"),
    INFERENCE("inference, as used"),
    DETECT("  its detect tasks"),
    WHOLE("whole pipeline");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
