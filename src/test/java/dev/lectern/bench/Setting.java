package dev.lectern.bench;

/** What is given as a system property; Maven gives an empty one for what nobody said. */
final class Setting {

    private Setting() {}

    static String text(String name, String otherwise) {
        String given = System.getProperty(name, "");
        return given.isBlank() ? otherwise : given.strip();
    }

    static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
