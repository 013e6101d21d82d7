package dev.lectern.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds constants by the names they have outside. */
final class Labels {

    private Labels() {}

    static <T> Optional<T> find(T[] constants, Function<T, String> label, String wanted) {
        return Arrays.stream(constants)
                .filter(constant -> label.apply(constant).equals(wanted))
                .findFirst();
    }
}
