package dev.lectern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeTest {

    private static final String HISTOGRAM = """
            # HELP t_seconds How long
            # TYPE t_seconds histogram
            t_seconds_bucket{kind="a",le="0.5"} 1
            t_seconds_bucket{kind="a",le="+Inf"} 2
            t_seconds_count{kind="a"} 2
            t_seconds_sum{kind="a"} 1.5
            """;

    @Test
    void whatTheFormatAllowsIsRead() {
        Scrape scrape = Scrape.parse(HISTOGRAM + "# TYPE up gauge\nup 1.0E-3\nup{b=\"x\\\"y\",a=\"1\"} NaN\n");
        assertThat(scrape.families()).containsExactly("t_seconds", "up");
        assertThat(scrape.value("up")).isEqualTo(0.001);
        assertThat(scrape.value("up", "a", "1", "b", "x\\\"y")).isNaN();
        assertThat(scrape.value("t_seconds_count", "kind", "a")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up 1\n",
                "# TYPE up gauge\nup 1",
                "# TYPE up gauge\nup one\n",
                "# TYPE up gauge\nup{a=b} 1\n",
                "# TYPE up gauge\nup{a=\"b\"c=\"d\"} 1\n",
                "# TYPE up gauge\nup 1\nup 2\n",
                "# TYPE up gauge\ndown 1\n",
                "# TYPE up gauge\n# TYPE up gauge\nup 1\n",
                "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# HELP a again\na{x=\"1\"} 1\n",
                "# TYPE up meter\nup 1\n",
                "# TYPE up gauge\n\nup 1\n",
                "# TYPE t histogram\nt_bucket{le=\"1\"} 2\nt_bucket{le=\"+Inf\"} 1\nt_count 1\nt_sum 1\n",
                "# TYPE t histogram\nt_bucket{le=\"1\"} 2\nt_count 2\nt_sum 1\n"
            })
    void whatItDoesNotAllowIsRefused(String text) {
        assertThatThrownBy(() -> Scrape.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
