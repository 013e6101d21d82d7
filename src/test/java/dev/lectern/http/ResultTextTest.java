package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.store.StoredResult;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"other\":{\"list\":[9]},\"data\":{\"list\":[1,{\"a\":[2,\"]}\"]},\"x,\\\"y\",null,[]]}}",
                " {\n\"text\" : \"{[\\\\\" ,\n \"data\" : { \"list\" : [ 1 , {\"a\":[2,\"]}\"]} ,\n\"x,\\\"y\", null,[] ] } } "
            })
    void elementsAreFoundWhateverIsInThem(String json) throws IOException {
        ResultText text = ResultText.of(stored(json));
        int data = text.member(text.root(), "data");
        ResultText.Elements list = text.elements(text.member(data, "list"));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < list.count(); i++) {
            found.add(cut(text, list.starts()[i], list.ends()[i]));
        }
        assertThat(found).containsExactly("1", "{\"a\":[2,\"]}\"]}", "\"x,\\\"y\"", "null", "[]");
        assertThat(cut(text, list.end(), list.end() + 1)).isEqualTo("]");
        assertThat(cut(text, data, text.behind(data))).startsWith("{").endsWith("}");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        ResultText text = ResultText.of(stored("{\"a\":{},\"list\":[]}"));
        assertThat(text.member(text.root(), "lis")).isNegative();
        assertThat(text.member(text.member(text.root(), "a"), "a")).isNegative();
        ResultText.Elements none = text.elements(text.member(text.root(), "list"));
        assertThat(none.count()).isZero();
        assertThat(none.begin()).isEqualTo(none.end());
    }

    @Test
    void whatIsNoListIsSaidToBeNone() throws IOException {
        ResultText text = ResultText.of(stored("{\"a\":7}"));
        assertThatThrownBy(() -> text.elements(text.member(text.root(), "a"))).isInstanceOf(IOException.class);
    }

    private static String cut(ResultText text, int from, int to) {
        return new String(text.bytes(), from, to - from, StandardCharsets.UTF_8);
    }

    private static StoredResult stored(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return new StoredResult("job-01", 0, 0, Instant.EPOCH, "ab", Buffer.buffer(bytes.toByteArray()), null);
    }
}
