package dev.lectern.chaos;

/** One cell of the crash matrix. */
record Cell(Blow blow, Victim victim, Moment moment) {

    @Override
    public String toString() {
        return blow + ", " + victim + ", " + moment;
    }
}
