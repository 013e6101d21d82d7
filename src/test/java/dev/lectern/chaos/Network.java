package dev.lectern.chaos;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A switch with this machine at it, and machines of their own as far as the network goes (namespaces). Each has a cable that can be
 * pulled and put back. That is told to nobody: packets get lost, connections stay.
 */
final class Network implements AutoCloseable {

    private static final boolean POSSIBLE = tried();
    private static final int MOST = 250;

    private final int number;
    private final List<Machine> machines = new ArrayList<>();

    private Network(int number) {
        this.number = number;
    }

    /** One that a cable leads to. */
    final class Machine {
        private final int place;

        private Machine(int place) {
            this.place = place;
        }

        /** A command to start a program there through, which becomes it. */
        List<String> inside() {
            return List.of("ip", "netns", "exec", name());
        }

        void pull() {
            Shell.run("ip link set " + here() + " down");
        }

        void plug() {
            Shell.run("ip link set " + here() + " up");
        }

        private void connect() {
            Shell.run("ip netns add " + name());
            Shell.run("ip link add " + here() + " type veth peer name " + there());
            Shell.run("ip link set " + there() + " netns " + name());
            Shell.run("ip link set " + here() + " master " + bridge());
            Shell.run("ip link set " + here() + " up");
            String within = "ip netns exec " + name() + " ";
            Shell.run(within + "ip addr add " + address(place) + "/24 dev " + there());
            Shell.run(within + "ip link set " + there() + " up");
            Shell.run(within + "ip link set lo up");
        }

        private void disconnect() {
            Shell.tries("ip link del " + here());
            Shell.tries("ip netns del " + name());
        }

        private String name() {
            return bridge() + "-" + place;
        }

        private String here() {
            return "lh" + number + "-" + place;
        }

        private String there() {
            return "lt" + number + "-" + place;
        }
    }

    /** Whether this machine lets us make networks. */
    static boolean possible() {
        return POSSIBLE;
    }

    static Network open() {
        while (true) {
            // Other runs on this machine have theirs.
            Network network = new Network(ThreadLocalRandom.current().nextInt(1, MOST));
            if (Shell.tries("ip link add " + network.bridge() + " type bridge")) {
                Shell.run("ip addr add " + network.address() + "/24 dev " + network.bridge());
                Shell.run("ip link set " + network.bridge() + " up");
                return network;
            }
        }
    }

    /** The address of this machine. */
    String address() {
        return address(1);
    }

    /** Another machine. */
    Machine attach() {
        Machine machine = new Machine(machines.size() + 2);
        machines.add(machine);
        machine.connect();
        return machine;
    }

    @Override
    public void close() {
        machines.forEach(Machine::disconnect);
        Shell.tries("ip link del " + bridge());
    }

    private String bridge() {
        return "lectern" + number;
    }

    private String address(int place) {
        return "10.213." + number + "." + place;
    }

    private static boolean tried() {
        String name = "lt" + ProcessHandle.current().pid();
        try {
            return Shell.tries("ip netns add " + name)
                    && Shell.tries("ip netns del " + name)
                    && Shell.tries("ip link add " + name + " type bridge")
                    && Shell.tries("ip link del " + name);
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
