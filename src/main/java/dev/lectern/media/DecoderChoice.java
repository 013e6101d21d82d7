package dev.lectern.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decodes the pictures that are looked at. What is named has to work; if nothing is, the first that works is taken, and
 * software if there is none.
 *
 * @param hardware as ffmpeg calls it; empty for software
 * @param doubts why others were not taken, each without a full stop
 */
record DecoderChoice(Optional<String> hardware, List<String> doubts) {

    /** Software, for users. */
    static final String SOFTWARE = "software";

    /** Whatever works, for users. */
    static final String AUTO = "auto";

    DecoderChoice {
        doubts = List.copyOf(doubts);
    }

    /** Tries a kind of hardware; says why it is of no use, without a full stop, or nothing. */
    interface Trial {
        Optional<String> objection(String hardware);
    }

    /**
     * Decides.
     *
     * @param wanted a name, {@value #AUTO} or {@value #SOFTWARE}
     * @param known to this ffmpeg, in the order in which they are tried
     * @throws UnusableDecoder if what is named is not known or does not work
     */
    static DecoderChoice of(String wanted, List<String> known, Trial trial) throws UnusableDecoder {
        if (wanted.equals(SOFTWARE)) {
            return new DecoderChoice(Optional.empty(), List.of());
        }
        return wanted.equals(AUTO) ? first(known, trial) : named(wanted, known, trial);
    }

    private static DecoderChoice named(String wanted, List<String> known, Trial trial) throws UnusableDecoder {
        if (!known.contains(wanted)) {
            throw new UnusableDecoder("There is no hardware decoder " + wanted + ": " + possible(known));
        }
        Optional<String> objection = trial.objection(wanted);
        if (objection.isPresent()) {
            throw new UnusableDecoder("The hardware decoder " + wanted + " does not work on this machine ("
                    + objection.get() + "): " + possible(known));
        }
        return new DecoderChoice(Optional.of(wanted), List.of());
    }

    private static DecoderChoice first(List<String> known, Trial trial) {
        List<String> doubts = new ArrayList<>();
        for (String candidate : known) {
            Optional<String> objection = trial.objection(candidate);
            if (objection.isEmpty()) {
                return new DecoderChoice(Optional.of(candidate), doubts);
            }
            doubts.add(candidate + ": " + objection.get());
        }
        return new DecoderChoice(Optional.empty(), doubts);
    }

    private static String possible(List<String> known) {
        return "this ffmpeg knows " + (known.isEmpty() ? "none" : String.join(", ", known))
                + ", and LECTERN_DECODER=software always works.";
    }
}
