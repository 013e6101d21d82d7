package dev.lectern.testing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Figures in the text format of Prometheus, version 0.0.4, read strictly: whatever the format does not allow fails. Besides the
 * grammar: a type for every family and before its samples, families in one piece, no series twice, histograms that add up.
 */
public final class Scrape {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (?:[^\\\\]|\\\\\\\\|\\\\n)*");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
    private static final Pattern SAMPLE = Pattern.compile(
            "(" + NAME
                    + ")(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})? (NaN|[+-]Inf|[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\\n]|\\\\\\\\|\\\\\"|\\\\n)*)\"(?:,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private String family;

    private Scrape() {}

    public static Scrape parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        Scrape scrape = new Scrape();
        text.lines().forEach(scrape::line);
        scrape.histograms();
        return scrape;
    }

    /** The families by name, without the endings of histograms and summaries. */
    public Set<String> families() {
        return types.keySet();
    }

    /** Every series: its name and its labels, in the order of the labels' names. */
    public Map<String, Double> samples() {
        return samples;
    }

    /** The value of one series; labels as name and value in turn. Fails if there is none. */
    public double value(String name, String... labels) {
        Map<String, String> wanted = new HashMap<>();
        for (int k = 0; k < labels.length; k += 2) {
            wanted.put(labels[k], labels[k + 1]);
        }
        Double value = samples.get(series(name, wanted));
        if (value == null) {
            throw new AssertionError("no " + series(name, wanted) + " among " + like(name));
        }
        return value;
    }

    /** The series of a name with what they are worth. */
    public Map<String, Double> like(String name) {
        return samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private void line(String line) {
        if (line.startsWith("# HELP ")) {
            begin(matched(HELP, line).group(1));
        } else if (line.startsWith("# TYPE ")) {
            Matcher type = matched(TYPE, line);
            begin(type.group(1));
            if (types.put(family, type.group(2)) != null) {
                throw new IllegalArgumentException("a second type: " + line);
            }
        } else {
            sample(line);
        }
    }

    private void begin(String name) {
        if (!name.equals(family) && types.containsKey(name)) {
            throw new IllegalArgumentException(name + " is in two pieces");
        }
        family = name;
    }

    private void sample(String line) {
        Matcher sample = matched(SAMPLE, line);
        String name = sample.group(1);
        if (family == null || !types.containsKey(family) || !namesOf(family).contains(name)) {
            throw new IllegalArgumentException("not of the family " + family + ": " + line);
        }
        String text = sample.group(3).replace("Inf", "Infinity");
        if (samples.put(series(name, labels(sample.group(2))), Double.valueOf(text)) != null) {
            throw new IllegalArgumentException("twice: " + line);
        }
    }

    private List<String> namesOf(String name) {
        return switch (types.get(name)) {
            case "histogram" -> List.of(name + "_bucket", name + "_sum", name + "_count");
            case "summary" -> List.of(name, name + "_sum", name + "_count");
            default -> List.of(name);
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text == null || text.isEmpty()) {
            return labels;
        }
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            if (labels.put(label.group(1), label.group(2)) != null) {
                throw new IllegalArgumentException("a label twice: " + text);
            }
            end = label.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("not labels: " + text);
        }
        return labels;
    }

    /** Buckets never fall as their bounds rise, and the last is all. */
    private void histograms() {
        Map<String, Map<Double, Double>> buckets = new HashMap<>();
        Pattern bound = Pattern.compile("(.*)_bucket\\{(.*?),?le=\"([^\"]+)\",?(.*)}");
        samples.forEach((series, value) -> {
            Matcher bucket = bound.matcher(series);
            if (bucket.matches()) {
                String labels = String.join(
                        ",",
                        List.of(bucket.group(2), bucket.group(4)).stream()
                                .filter(part -> !part.isEmpty())
                                .toList());
                String count = bucket.group(1) + "_count" + (labels.isEmpty() ? "" : "{" + labels + "}");
                buckets.computeIfAbsent(count, key -> new TreeMap<>())
                        .put(Double.valueOf(bucket.group(3).replace("Inf", "Infinity")), value);
            }
        });
        buckets.forEach((count, bounds) -> {
            double before = 0;
            for (double inBucket : bounds.values()) {
                if (inBucket < before) {
                    throw new IllegalArgumentException("falls: " + count);
                }
                before = inBucket;
            }
            if (!bounds.containsKey(Double.POSITIVE_INFINITY)
                    || !samples.get(count).equals(before)) {
                throw new IllegalArgumentException("does not add up: " + count);
            }
        });
    }

    private static String series(String name, Map<String, String> labels) {
        return labels.isEmpty()
                ? name
                : name
                        + new TreeSet<>(labels.keySet())
                                .stream()
                                        .map(label -> label + "=\"" + labels.get(label) + "\"")
                                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not in the format: " + line);
        }
        return matcher;
    }
}
