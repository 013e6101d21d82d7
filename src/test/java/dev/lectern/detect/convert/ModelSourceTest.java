package dev.lectern.detect.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSourceTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final ModelSource.Part PART = new ModelSource.Part("models/part.bin", ModelSource.sha256(BYTES));

    @TempDir
    Path cache;

    @Test
    void whatIsInTheCacheIsNotFetched() throws Exception {
        Files.write(cache.resolve(PART.cacheName()), BYTES);
        assertThat(withoutLockFile().read(List.of(PART))).containsExactly(BYTES);
    }

    @Test
    void whatHasAnotherHashIsNotUsed() throws Exception {
        Files.write(cache.resolve(PART.cacheName()), new byte[] {1, 2, 4});
        // There is nothing to fetch it with, so that trying to is an error.
        assertThatThrownBy(() -> withoutLockFile().read(List.of(PART))).isInstanceOf(IOException.class);
    }

    private ModelSource withoutLockFile() {
        return new ModelSource(cache.resolve("nowhere"), cache, "@some/package");
    }
}
