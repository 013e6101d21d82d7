package dev.lectern.track;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/**
 * What somebody said about who is who, in terms of tracklets: persons are put in their place at the moment it is said, so that it
 * means the same tomorrow.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Amendment.Ruled.class, name = "ruled"),
    @JsonSubTypes.Type(value = Amendment.Merged.class, name = "merged"),
    @JsonSubTypes.Type(value = Amendment.Parted.class, name = "parted")
})
public sealed interface Amendment {

    /** Names the detections whose tracklets it speaks of; in others they are looked for by their marks. */
    String detections();

    /**
     * These are the instructor, and those never are.
     *
     * @param fromMs from then on; null from the beginning
     * @param toMs until then; null to the end
     */
    record Ruled(String detections, List<Reference> instructor, List<Reference> never, Long fromMs, Long toMs)
            implements Amendment {

        public Ruled {
            Objects.requireNonNull(detections);
            instructor = List.copyOf(instructor);
            never = List.copyOf(never);
        }

        /** When it holds; null for all of the recording. */
        Span span() {
            return fromMs == null && toMs == null
                    ? null
                    : new Span(fromMs == null ? 0 : fromMs, toMs == null ? Long.MAX_VALUE : toMs);
        }
    }

    /**
     * These are one person.
     *
     * @param tracklets all tracklets of all of them
     */
    record Merged(String detections, List<Reference> tracklets) implements Amendment {

        public Merged {
            Objects.requireNonNull(detections);
            tracklets = List.copyOf(tracklets);
        }
    }

    /**
     * From a moment on it is somebody else.
     *
     * @param cut the tracklet that goes on over that moment; null if there is none
     * @param atMs the moment
     * @param moved the tracklets of the other one, after the cut
     */
    record Parted(String detections, Reference cut, long atMs, List<Reference> moved) implements Amendment {

        public Parted {
            Objects.requireNonNull(detections);
            moved = List.copyOf(moved);
        }
    }
}
