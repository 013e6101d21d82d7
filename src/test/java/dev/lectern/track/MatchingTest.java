package dev.lectern.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {

    /** 0, 1, 2 and 3 are one person; the first resembles the third a little more than the second. */
    @Test
    void theLikeliestPairIsNotTakenWhereItBreaksTheRest() {
        List<Link> links = List.of(
                new Link(0, 1, 1.1),
                new Link(1, 2, 1.1),
                new Link(2, 3, 1.1),
                new Link(0, 2, 0.9),
                new Link(1, 3, 0.9));
        assertThat(Matching.of(links, 4))
                .containsExactlyInAnyOrder(new Link(0, 1, 1.1), new Link(1, 2, 1.1), new Link(2, 3, 1.1));
    }

    @Test
    void nobodyHasTwoSuccessorsOrTwoPredecessorsInGroupsOfAnySize() {
        for (int people : new int[] {1, 5, 60, 700}) {
            List<Link> links = new ArrayList<>();
            Random random = new Random(people);
            for (int from = 0; from < people; from++) {
                for (int to = from + 1; to < Math.min(people, from + 8); to++) {
                    links.add(new Link(from, to, 3 * random.nextDouble()));
                }
            }
            List<Link> used = Matching.of(links, people);
            assertThat(used).isSubsetOf(links);
            assertThat(used).extracting(Link::from).doesNotHaveDuplicates();
            assertThat(used).extracting(Link::to).doesNotHaveDuplicates();
            assertThat(used).hasSizeGreaterThanOrEqualTo(people / 2);
        }
    }

    @Test
    void aGroupThatHasNothingToDoWithAnotherChangesNothingForIt() {
        List<Link> one = List.of(new Link(0, 2, 1), new Link(0, 4, 0.5), new Link(2, 4, 1));
        List<Link> both = new ArrayList<>(one);
        both.add(0, new Link(1, 3, 0.1));
        both.add(new Link(3, 5, 2.9));
        assertThat(Matching.of(both, 6))
                .containsAll(Matching.of(one, 6))
                .contains(new Link(1, 3, 0.1), new Link(3, 5, 2.9));
    }
}
