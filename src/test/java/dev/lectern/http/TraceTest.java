package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.job.Ids;
import dev.lectern.testing.Answer;
import dev.lectern.testing.Multipart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String GOOD = "00-" + ID + "-b7ad6b7169203331-01";

    @RegisterExtension
    private final TestServer server = new TestServer();

    @Test
    void aJobKeepsTheTraceOfItsRequest() {
        Answer accepted = server.client()
                .upload(new Multipart().file("video", "lecture.mp4", new byte[] {1}), Trace.TRACEPARENT, GOOD);
        assertThat(accepted.header(Trace.TRACE_ID)).isEqualTo(ID);
        String job = accepted.json().getString("jobId");
        server.restart();
        assertThat(server.client().get("/jobs/" + job).json().getString("traceId"))
                .as("also after a restart")
                .isEqualTo(ID);
    }

    @Test
    void aRequestWithoutOneGetsOneOfItsOwn() {
        String first = server.client().get("/jobs").header(Trace.TRACE_ID);
        String second = server.client().get("/nothing/here").header(Trace.TRACE_ID);
        assertThat(List.of(first, second)).allMatch(Ids::isTrace).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + ID + "-b7ad6b7169203331-01",
                "00-" + ID + "-b7ad6b7169203331-00",
                "01-" + ID + "-b7ad6b7169203331-01",
                "cc-" + ID + "-b7ad6b7169203331-01-what-the-future-will-be-like"
            })
    void aHeaderThatIsWellFormedIsTaken(String header) {
        assertThat(server.client().get("/jobs", Trace.TRACEPARENT, header).header(Trace.TRACE_ID))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ID,
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + ID + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-" + ID + "-b7ad6b7169203331",
                "00-" + ID + "-b7ad6b7169203331-1",
                "00-" + ID + "-b7ad6b7169203331-01-",
                "00-" + ID + "-b7ad6b7169203331-01-more",
                "00-" + ID + "0-b7ad6b7169203331-01",
                "ff-" + ID + "-b7ad6b7169203331-01",
                "0-" + ID + "-b7ad6b7169203331-01",
                "cc-" + ID + "-b7ad6b7169203331-01.more",
                " 00-" + ID + "-b7ad6b7169203331-01 x"
            })
    void oneThatIsNotIsIgnored(String header) {
        Answer answer = server.client().get("/jobs", Trace.TRACEPARENT, header);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(Trace.TRACE_ID))
                .matches("(?!0{32})[0-9a-f]{32}")
                .isNotEqualTo(ID);
    }

    @Test
    void ofTwoNoneIsTaken() {
        String trace = server.client()
                .get("/jobs", Trace.TRACEPARENT, GOOD, Trace.TRACEPARENT, GOOD)
                .header(Trace.TRACE_ID);
        assertThat(trace).matches(Ids::isTrace).isNotEqualTo(ID);
    }
}
