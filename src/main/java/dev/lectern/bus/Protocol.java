package dev.lectern.bus;

/** The one number by which server and worker of different builds know whether they understand each other. */
public final class Protocol {

    /**
     * Goes up whenever a message between server and worker changes: on the bus, in the enrolment or in the exchange of files. Both
     * sides must have the same.
     */
    public static final int VERSION = 6;

    private Protocol() {}
}
