package dev.lectern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1048576, 1048576",
        "20 GB, 20000000000",
        "500MB, 500000000",
        "500mb, 500000000",
        "1.5 GiB, 1610612736",
        "2 TB, 2000000000000",
        "0.0015 KB, 1"
    })
    void isReadAsPeopleWriteIt(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GB", "-1", "0", "0.5", "20 GBit", "1,5 GB", "20 G B", "99999999999 TB"})
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
