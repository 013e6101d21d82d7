package dev.lectern.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisProgramTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, redis-server-7.0.15-linux-amd64",
        "Linux, aarch64, redis-server-7.0.15-linux-arm64",
        "Linux, i386, redis-server-7.0.15-linux-386",
        "Mac OS X, x86_64, redis-server-7.0.15-darwin-amd64",
        "Mac OS X, aarch64, redis-server-7.0.15-darwin-arm64"
    })
    void isThereForThePlatform(String os, String arch, String name) throws IOException {
        assertThat(RedisProgram.name(os, arch)).isEqualTo(name);
        assertThat(RedisProgram.class.getResource("/" + name)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Mac OS X, x86", "FreeBSD, amd64"})
    void saysWhatToDoWhereThereIsNone(String os, String arch) {
        assertThatThrownBy(() -> RedisProgram.name(os, arch))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(os, arch, "LECTERN_REDIS");
    }

    @Test
    void isUnpackedOnceAndAgainWhenItIsNotWhole(@TempDir Path bin) throws IOException {
        Path program = RedisProgram.unpack(bin);
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(program, old);
        assertThat(RedisProgram.unpack(bin)).isEqualTo(program);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(old);

        long whole = Files.size(program);
        Files.writeString(program, "half");
        assertThat(RedisProgram.unpack(bin)).isExecutable().hasSize(whole);
        assertThat(bin).isDirectoryNotContaining("glob:**.tmp");
    }
}
