package dev.lectern;

import java.io.Console;

/** Whether somebody is looking. */
final class Terminal {

    private Terminal() {}

    /** Whether input and output are those of a person at a terminal. */
    static boolean interactive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even without a terminal, and this method to tell.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
