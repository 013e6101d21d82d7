package dev.lectern;

import dev.lectern.config.Settings;
import dev.lectern.enrol.EnrolFailure;
import dev.lectern.enrol.WorkersClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the running server shut a worker out. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        versionProvider = Lectern.Version.class,
        description = {
            "Shuts a worker out of the server on this machine, at once and for good.",
            "Its certificates are worthless from then on, its tasks go to others, and the join tokens that let it in end.",
            "Run it as the user that runs the server."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is shut out.",
            "2:The command line or the settings are wrong, or there is no such worker.",
            "3:The server is not there, or could not do it."
        })
final class WorkerRevokeCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "What it is called, as lectern worker list says.")
    private String name;

    int run(Settings settings) {
        try {
            RunningServer server = new RunningServer(settings);
            WorkersClient.Done done = new WorkersClient(server.proof(), server.tls()).revoke(server.address(), name);
            System.out.println("Worker " + done.worker() + " is shut out since " + done.revokedAt() + ".");
            if (done.tokensEnded() > 0) {
                System.err.println("Note: the join token that let it in ended with it; new workers need another one:"
                        + " lectern worker-token");
            }
            return Lectern.Exit.OK;
        } catch (IllegalArgumentException e) {
            return CommandEnd.complain(Lectern.Exit.USAGE, e.getMessage());
        } catch (EnrolFailure e) {
            return CommandEnd.of(e);
        }
    }
}
