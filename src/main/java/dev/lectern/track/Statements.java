package dev.lectern.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Understands what somebody says about the persons and tracklets that are shown. Everything throws {@link InvalidAmendment}. */
public final class Statements {

    private final Amended now;
    private final Map<String, Candidate> persons = new LinkedHashMap<>();
    private final Map<String, Tracklet> tracklets = new LinkedHashMap<>();

    /** @param now what is shown */
    public Statements(Amended now) {
        this.now = now;
        for (Candidate candidate : now.association().candidates()) {
            persons.put(candidate.id(), candidate);
            candidate.person().tracklets().forEach(t -> tracklets.put(t.id(), t));
        }
    }

    /**
     * "These are the instructor, and those never are."
     *
     * @param instructor ids of persons or tracklets
     * @param never likewise
     * @param fromMs from then on; null from the beginning
     * @param toMs until then; null to the end
     */
    public Statement ruling(List<String> instructor, List<String> never, Long fromMs, Long toMs) {
        if (instructor.isEmpty() && never.isEmpty()) {
            throw new InvalidAmendment(
                    "Say who is the instructor, or who never is: \"instructor\" and \"never\" are both empty");
        }
        if (fromMs != null && fromMs < 0 || toMs != null && toMs < (fromMs == null ? 0 : fromMs)) {
            throw new InvalidAmendment("The time span from " + fromMs + " to " + toMs
                    + " ms is none: fromMs must be at least 0, and toMs not before it");
        }
        long end = now.association().scene().size() == 0
                ? 0
                : now.association().scene().tMs(now.association().scene().size() - 1);
        if (fromMs != null && fromMs > end) {
            throw new InvalidAmendment("The recording ends at " + end + " ms, before fromMs");
        }
        Set<Tracklet> these = all(instructor);
        Set<Tracklet> those = all(never);
        for (Tracklet tracklet : these) {
            if (those.contains(tracklet)) {
                throw new InvalidAmendment(
                        "The same person cannot be the instructor and never be the instructor (" + tracklet.id() + ")");
            }
        }
        List<String> parts = new ArrayList<>();
        if (!instructor.isEmpty()) {
            parts.add(listed(instructor) + (instructor.size() == 1 ? " is" : " are") + " the instructor");
        }
        if (!never.isEmpty()) {
            parts.add(listed(never) + (never.size() == 1 ? " is not" : " are not") + " the instructor");
        }
        return new Statement(
                new Amendment.Ruled(now.detections(), references(these), references(those), fromMs, toMs),
                String.join(", ", parts) + when(fromMs, toMs));
    }

    /**
     * "These are one person."
     *
     * @param ids of persons or tracklets
     */
    public Statement merging(List<String> ids) {
        Set<String> different = new LinkedHashSet<>(ids);
        if (different.size() < 2) {
            throw new InvalidAmendment("Name at least two persons who are one and the same");
        }
        Set<Tracklet> all = all(ids);
        Regrouping persons = new Regrouping(now.association());
        List<String> holders = persons.holders(all);
        if (holders.size() < 2) {
            throw new InvalidAmendment(listed(List.copyOf(different)) + " are one person already");
        }
        if (!persons.move(all, holders.get(0))) {
            throw new InvalidAmendment(
                    listed(List.copyOf(different))
                            + " are seen at the same time, so they cannot be one person. If both are the instructor, say that of both");
        }
        return new Statement(
                new Amendment.Merged(now.detections(), references(all)),
                listed(List.copyOf(different)) + " are one person");
    }

    /**
     * "From then on it is somebody else."
     *
     * @param id of a person, or of a tracklet, and then only what follows in that tracklet is somebody else
     */
    public Statement parting(String id, long atMs) {
        List<Tracklet> whole = all(List.of(id)).stream()
                .sorted(Comparator.comparingInt(t -> t.first().frame()))
                .toList();
        Tracklet first = whole.get(0);
        Tracklet last = whole.get(whole.size() - 1);
        boolean all = holder(id).person().tracklets().size() == whole.size();
        if (atMs > last.last().tMs()
                || (all ? atMs <= first.first().tMs() : atMs < first.first().tMs())) {
            throw new InvalidAmendment(id + " is there from " + first.first().tMs() + " to "
                    + last.last().tMs() + " ms; choose a moment between");
        }
        Regrouping persons = new Regrouping(now.association());
        Tracklet cut = whole.stream()
                .filter(t -> t.first().tMs() < atMs && t.last().tMs() >= atMs)
                .findFirst()
                .orElse(null);
        Set<String> kept = new LinkedHashSet<>();
        persons.tracklets().stream().filter(t -> !whole.contains(t)).forEach(t -> kept.add(t.id()));
        if (cut != null) {
            persons.cut(cut, atMs);
        }
        Set<Tracklet> moved = new LinkedHashSet<>();
        persons.tracklets().stream()
                .filter(t -> !kept.contains(t.id()) && t.first().tMs() >= atMs)
                .forEach(moved::add);
        return new Statement(
                new Amendment.Parted(now.detections(), cut == null ? null : Reference.to(cut), atMs, references(moved)),
                "from " + clock(atMs) + " on " + id + " is somebody else");
    }

    private Candidate holder(String id) {
        return persons.containsKey(id)
                ? persons.get(id)
                : persons.values().stream()
                        .filter(c -> c.person().tracklets().contains(tracklets.get(id)))
                        .findFirst()
                        .orElseThrow();
    }

    private Set<Tracklet> all(List<String> ids) {
        Set<Tracklet> all = new LinkedHashSet<>();
        for (String id : ids) {
            Candidate person = persons.get(id);
            Tracklet tracklet = tracklets.get(id);
            if (person == null && tracklet == null) {
                throw new InvalidAmendment("There is no person or tracklet " + id + " in this recording");
            }
            all.addAll(person == null ? List.of(tracklet) : person.person().tracklets());
        }
        return all;
    }

    private static List<Reference> references(Set<Tracklet> tracklets) {
        return tracklets.stream().map(Reference::to).toList();
    }

    private static String listed(List<String> ids) {
        int last = ids.size() - 1;
        return last == 0 ? ids.get(0) : String.join(", ", ids.subList(0, last)) + " and " + ids.get(last);
    }

    private static String when(Long fromMs, Long toMs) {
        if (fromMs == null && toMs == null) {
            return "";
        }
        return (fromMs == null ? "" : " from " + clock(fromMs)) + (toMs == null ? " on" : " to " + clock(toMs));
    }

    /** Hours, minutes and seconds as a player shows them. */
    private static String clock(long ms) {
        long seconds = ms / 1000;
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
