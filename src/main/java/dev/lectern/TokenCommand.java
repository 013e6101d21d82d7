package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.JoinTokens;
import dev.lectern.enrol.TokenClient;
import dev.lectern.job.Loopback;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Has the running server make a join token, and says how a worker is started with it. */
@Command(
        name = "worker-token",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = "Has the server on this machine make a token that lets workers of other machines join.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The token was printed.",
            "2:The command line or the settings are wrong.",
            "3:The server is not there or made none."
        })
final class TokenCommand {

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How long it is good: 30m, 2h, 7d; one minute to 30 days (1h).")
    private Duration expires = JoinTokens.USUAL;

    int run(Settings settings) {
        try {
            RunningServer server = new RunningServer(settings);
            JoinTokens.Made made = new TokenClient(server.proof(), server.tls()).make(server.address(), expires);
            System.out.println("Until " + made.expires() + " a worker joins with");
            System.out.println();
            System.out.println(
                    "  java -jar lectern.jar worker --join " + server.addressForWorkers() + " --token " + made.token());
            if (Loopback.is(settings.cluster().host())) {
                System.err.println(
                        "Note: workers of this machine only; for others set LECTERN_HOST and LECTERN_CLUSTER_HOST"
                                + " to an address that they reach, and start the server again.");
            }
            return Lectern.Exit.OK;
        } catch (IllegalArgumentException e) {
            return CommandEnd.complain(Lectern.Exit.USAGE, e.getMessage());
        } catch (EnrolFailure e) {
            return CommandEnd.of(e);
        }
    }

    /** Reads {@code 30m}, {@code 2h}, {@code 7d}. */
    static final class Time implements ITypeConverter<Duration> {

        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})\\s*([smhd])");

        @Override
        public Duration convert(String text) {
            Matcher parts = WRITTEN.matcher(text.strip());
            if (!parts.matches()) {
                throw new TypeConversionException("not a time; write it like 30m, 2h or 7d");
            }
            long number = Long.parseLong(parts.group(1));
            Duration time =
                    switch (parts.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    };
            if (time.compareTo(JoinTokens.SHORTEST) < 0 || time.compareTo(JoinTokens.LONGEST) > 0) {
                throw new TypeConversionException("a join token is good for at least a minute and at most 30 days");
            }
            return time;
        }
    }
}
