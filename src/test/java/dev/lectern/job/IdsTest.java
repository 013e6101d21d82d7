package dev.lectern.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void newOnesAreRecognisedAndNeverTheSame() {
        assertThat(Ids.newSession()).matches("sess-[0-9a-f]{32}").matches(Ids::isSession);
        assertThat(Ids.newJob()).matches("job-[0-9a-f]{32}").matches(Ids::isJob);
        assertThat(Ids.isJob(Ids.newSession())).isFalse();
        assertThat(Ids.isSession(Ids.newJob())).isFalse();
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> Ids.newJob())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sess-",
                "sess-1234567",
                "sess-../../etc/passwd",
                "sess-0123456789abcdef/..",
                "sess-0123456789ABCDEF",
                "SESS-0123456789abcdef",
                " sess-0123456789abcdef",
                "sess-0123456789abcdef\n"
            })
    void whatMustNotBecomePartOfAPathIsNoId(String text) {
        assertThat(Ids.isSession(text)).isFalse();
        assertThat(Ids.isJob(text.replace("sess-", "job-"))).isFalse();
    }
}
