package dev.lectern.track;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a result came to be; written into the payload as it stands.
 *
 * @param detector the detector's name
 * @param detectorRuntime what ran it, for example {@code onnxruntime-cpu}; several are separated by commas
 * @param detectorVersion version or hash of the model
 * @param modelSource where the model came from; no path of this machine
 * @param tracker the tracker's name and version
 * @param trackerParams names and values (numbers, text, booleans), written in the order of the map
 * @param cleaning likewise, of what was done after tracking
 * @param secondLook likewise, of how pictures were looked at twice; empty, and not written, if they were looked at once
 * @param sparing likewise, of pictures that were not looked at; empty, and not written, if all were
 */
public record ProcessingMeta(
        String detector,
        String detectorRuntime,
        String detectorVersion,
        String modelSource,
        String tracker,
        Map<String, Object> trackerParams,
        Map<String, Object> cleaning,
        Map<String, Object> secondLook,
        Map<String, Object> sparing) {

    public ProcessingMeta {
        Objects.requireNonNull(detector);
        Objects.requireNonNull(detectorRuntime);
        Objects.requireNonNull(detectorVersion);
        Objects.requireNonNull(modelSource);
        Objects.requireNonNull(tracker);
        trackerParams = Collections.unmodifiableMap(new LinkedHashMap<>(trackerParams));
        cleaning = Collections.unmodifiableMap(new LinkedHashMap<>(cleaning));
        secondLook = Collections.unmodifiableMap(new LinkedHashMap<>(secondLook));
        sparing = Collections.unmodifiableMap(new LinkedHashMap<>(sparing));
    }

    /** Of a result that {@link Tracking} made with these parameters. */
    public static ProcessingMeta of(
            String detector,
            String detectorRuntime,
            String detectorVersion,
            String modelSource,
            TrackerParameters parameters) {
        return new ProcessingMeta(
                detector,
                detectorRuntime,
                detectorVersion,
                modelSource,
                Tracking.NAME,
                parameters.asMap(),
                parameters.cleaning(),
                Map.of(),
                Map.of());
    }

    /**
     * The same, with how pictures were looked at.
     *
     * @param twice how they were looked at twice; empty if they were not
     * @param some how it was that not all were looked at; empty if all were
     */
    public ProcessingMeta looking(Map<String, Object> twice, Map<String, Object> some) {
        return new ProcessingMeta(
                detector, detectorRuntime, detectorVersion, modelSource, tracker, trackerParams, cleaning, twice, some);
    }
}
