package dev.lectern.media;

import java.util.ArrayList;
import java.util.List;

/** What this machine lacks to keep ffmpeg in, for whoever starts Lectern to be told. */
public final class Sandbox {

    private Sandbox() {}

    /** A sentence for each part that is missing here; empty if ffmpeg is kept in by all that Lectern knows. Tries it on the first call. */
    public static List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        if (!HostTools.noNetwork()) {
            gaps.add(
                    "ffmpeg runs with access to the network: this system does not permit unshare --net. It is told to open"
                            + " nothing but the recording all the same.");
        }
        if (!HostTools.limits()) {
            gaps.add("ffmpeg runs without limits on memory and processor time: there is no prlimit (util-linux).");
        }
        if (!HostTools.diesWithParent()) {
            gaps.add("ffmpeg may outlive a Lectern that is killed: there is no setpriv (util-linux).");
        }
        return List.copyOf(gaps);
    }
}
