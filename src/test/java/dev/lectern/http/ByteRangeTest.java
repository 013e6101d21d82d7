package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/100",
        "bytes=0-99, bytes 0-99/100",
        "bytes=10-19, bytes 10-19/100",
        "bytes=10-, bytes 10-99/100",
        "bytes=-10, bytes 90-99/100",
        "bytes=-1000, bytes 0-99/100",
        "bytes=90-1000, bytes 90-99/100",
        "bytes=99-, bytes 99-99/100",
        "bytes=0-999999999999999999, bytes 0-99/100",
        "' bytes = 1 - 2 ', bytes 1-2/100",
        "bytes=100-, bytes */100",
        "bytes=100-200, bytes */100",
        "bytes=-0, bytes */100"
    })
    void oneRangeIsUnderstood(String header, String contentRange) {
        assertThat(ByteRange.parse(header, 100)).map(range -> range.of(100)).contains(contentRange);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "bytes=",
        "bytes=-",
        "bytes=5-3",
        "bytes=a-b",
        "'bytes=0-1,5-6'",
        "items=0-5",
        "bytes=0-99999999999999999999",
        "bytes=--5",
        "bytes 0-5"
    })
    void whatCannotBeUnderstoodIsIgnored(String header) {
        assertThat(ByteRange.parse(header, 100)).isEmpty();
        assertThat(ByteRange.parse(null, 100)).isEmpty();
    }
}
