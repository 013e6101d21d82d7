package dev.lectern.detect;

import dev.lectern.job.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which provider is taken. Who is named has to start. If nobody is, the first that is offered, starts and finds what the processor
 * finds; the processor if there is none.
 *
 * @param provider who is taken
 * @param doubts why others were not, or what is to be said of the one that was; each without a full stop
 */
record ProviderChoice(Provider provider, List<String> doubts) {

    ProviderChoice {
        doubts = List.copyOf(doubts);
    }

    /**
     * What came of trying one.
     *
     * @param started whether it ran the model
     * @param doubt why it did not, or how its answers differ from the processor's; empty if neither
     */
    record Outcome(boolean started, String doubt) {

        static final Outcome GOOD = new Outcome(true, "");

        boolean good() {
            return started && doubt.isEmpty();
        }
    }

    /** Tries a provider that is offered. */
    interface Trial {
        Outcome of(Provider provider);
    }

    /**
     * Decides.
     *
     * @param wanted empty for the first that is good
     * @param offered by this machine's onnxruntime
     * @throws UnusableProvider if the one that is wanted is not offered or does not start
     */
    static ProviderChoice of(Optional<Provider> wanted, Set<Provider> offered, Trial trial) throws UnusableProvider {
        return wanted.isPresent() ? named(wanted.get(), offered, trial) : first(offered, trial);
    }

    private static ProviderChoice named(Provider wanted, Set<Provider> offered, Trial trial) throws UnusableProvider {
        offered(wanted, offered);
        Outcome outcome = trial.of(wanted);
        if (!outcome.started()) {
            throw new UnusableProvider("This machine's onnxruntime offers " + labels(offered) + ", but "
                    + wanted.label() + " does not start: " + outcome.doubt() + ". LECTERN_PROVIDER=cpu always does.");
        }
        return new ProviderChoice(wanted, outcome.good() ? List.of() : List.of(doubt(wanted, outcome.doubt())));
    }

    /**
     * Refuses what is not there.
     *
     * @throws UnusableProvider with what is
     */
    static void offered(Provider wanted, Set<Provider> offered) throws UnusableProvider {
        if (!offered.contains(wanted)) {
            throw new UnusableProvider("This machine's onnxruntime does not offer " + wanted.label() + ", it offers "
                    + labels(offered) + ". Choose one of these (LECTERN_PROVIDER), or point to another build of"
                    + " onnxruntime (LECTERN_RUNTIME).");
        }
    }

    private static ProviderChoice first(Set<Provider> offered, Trial trial) {
        List<String> doubts = new ArrayList<>();
        for (Provider candidate : Provider.values()) {
            if (candidate == Provider.CPU) {
                continue;
            }
            Outcome outcome = offered.contains(candidate) ? trial.of(candidate) : new Outcome(false, "not offered");
            if (outcome.good()) {
                return new ProviderChoice(candidate, doubts);
            }
            doubts.add(doubt(candidate, outcome.doubt()));
        }
        return new ProviderChoice(Provider.CPU, doubts);
    }

    private static String doubt(Provider provider, String doubt) {
        return provider.label() + ": " + doubt;
    }

    /** The processor stands at the end of what is tried, and at the beginning of what is told. */
    private static String labels(Set<Provider> offered) {
        return Stream.concat(
                        Stream.of(Provider.CPU),
                        Stream.of(Provider.values()).filter(one -> one != Provider.CPU && offered.contains(one)))
                .map(Provider::label)
                .collect(Collectors.joining(", "));
    }
}
