package dev.lectern.http;

import static dev.lectern.testing.Await.await;
import static dev.lectern.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Account;
import dev.lectern.access.Role;
import dev.lectern.access.Scope;
import dev.lectern.access.Standing;
import dev.lectern.job.Job;
import dev.lectern.job.JobEvent;
import dev.lectern.job.TaskName;
import dev.lectern.testing.SseClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody may not see, they do not hear of: not as it happens, not in a snapshot, not when they come back. */
class EventAccessTest {

    @RegisterExtension
    private final TestServer server = new TestServer();

    private final Visitors visitors = new Visitors(server);
    private Account ann;
    private Account bob;
    private Account root;
    private Job anns;
    private Job bobs;

    @BeforeEach
    void people() {
        server.times = new EventHub.Times(Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofMillis(50));
        ann = visitors.account("ann", Role.EDITOR);
        bob = visitors.account("bob", Role.EDITOR);
        root = visitors.account("root", Role.ADMIN);
        anns = visitors.session(ann);
        bobs = visitors.session(bob);
        visitors.shut();
    }

    private SseClient listen(Account who, String lastEventId) {
        return SseClient.connect(server.uri("/events"), lastEventId, visitors.token(who, Scope.READ));
    }

    private void tell(Job job) {
        server.tell(new JobEvent.TaskRetried(
                job.id(), job.sessionId(), TestServer.NOW, TaskName.TRACK, 1, "It failed for now."));
    }

    private static String heard(SseClient client) {
        return client.events().toString();
    }

    @Test
    void eachHearsOfTheirOwnAndAnAdminOfAll() {
        try (SseClient hers = listen(ann, null);
                SseClient his = listen(bob, null);
                SseClient all = listen(root, null)) {
            eventually(
                    "all have a snapshot",
                    () -> hers.events().size()
                                    * his.events().size()
                                    * all.events().size()
                            == 1);
            tell(bobs);
            tell(anns);
            eventually("she hears of hers", () -> hers.events().size() == 2);
            eventually("he hears of his", () -> his.events().size() == 2);
            eventually("an admin hears of both", () -> all.events().size() == 3);
            assertThat(heard(hers))
                    .contains(anns.id())
                    .doesNotContain(bobs.id())
                    .doesNotContain(bobs.sessionId());
            assertThat(heard(his)).contains(bobs.id()).doesNotContain(anns.id()).doesNotContain(anns.sessionId());
            String place = hers.events().get(1).id();
            server.tellSessionDeleted(bobs.sessionId());
            eventually("he hears that it is gone", () -> his.events().size() == 3);
            tell(anns);
            eventually("she heard of nothing else", () -> hers.events().size() == 3);
            assertThat(heard(hers)).doesNotContain(bobs.sessionId());
            try (SseClient back = listen(bob, place)) {
                tell(bobs);
                tell(anns);
                eventually("an admin has both", () -> all.events().size() == 7);
                assertThat(heard(back)).doesNotContain(anns.id());
            }
        }
    }

    @Test
    void whoComesBackIsSentTheirOwnFromTheLog() {
        String start;
        try (SseClient hers = listen(ann, null)) {
            eventually("there is a snapshot", () -> hers.events().size() == 1);
            tell(anns);
            eventually("it is heard", () -> hers.events().size() == 2);
            start = hers.events().get(1).id();
        }
        tell(bobs);
        tell(anns);
        try (SseClient back = listen(ann, start)) {
            eventually("she has what she missed", () -> back.events().size() == 1);
            assertThat(heard(back)).contains(anns.id()).doesNotContain(bobs.id());
        }
    }

    @Test
    void whatIsSharedIsHeardAndWhatIsTakenBackIsNot() {
        String[] hers = visitors.browser(ann);
        try (SseClient his = listen(bob, null)) {
            eventually("there is a snapshot", () -> his.events().size() == 1);
            share("PUT", hers);
            tell(anns);
            eventually("he hears of hers now", () -> his.events().size() == 2);
            share("DELETE", hers);
            tell(anns);
            tell(bobs);
            eventually("of his he still hears", () -> his.events().size() == 3);
            assertThat(his.events().get(2).data().getString("jobId")).isEqualTo(bobs.id());
        }
    }

    private void share(String method, String[] headers) {
        assertThat(server.client()
                        .send(
                                method,
                                "/sessions/" + anns.sessionId() + "/access/bob",
                                BodyPublishers.ofString("{\"level\":\"edit\"}"),
                                headers)
                        .status())
                .isEqualTo(204);
        assertThat(await(server.store().sharing().grants(anns.sessionId(), bob.id()))
                        .orElseThrow()
                        .shared())
                .isEqualTo(method.equals("PUT") ? Standing.EDITOR : Standing.NONE);
    }

    @Test
    void whoIsNoLongerLetInIsSentAway() {
        try (SseClient his = listen(bob, null);
                SseClient hers = listen(ann, null)) {
            eventually("both listen", () -> his.events().size() + hers.events().size() == 2);
            await(server.store().accounts().remove(bob.id()));
            eventually("he is sent away", his::ended);
            assertThat(hers.ended()).isFalse();
        }
    }
}
