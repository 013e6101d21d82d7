package dev.lectern.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentTest {

    private static String extended(String name) {
        return Attachment.named(name, "lectern", ".zip").replaceAll(".*filename\\*=UTF-8''", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Week 3 | Week%203.zip",
                "Vorlesung für Anfänger | Vorlesung%20f%C3%BCr%20Anf%C3%A4nger.zip",
                "講義 | %E8%AC%9B%E7%BE%A9.zip",
                "../../etc/passwd | etc%20passwd.zip",
                "C:\\Windows\\a.exe | C%20Windows%20a.exe.zip",
                "a\"; filename=evil.exe | a%20%3B%20filename%3Devil.exe.zip",
                "-rf | rf.zip",
                "..hidden.. | hidden.zip",
                "100% | 100.zip",
                "a*b | a%20b.zip"
            })
    void aNameIsKeptAsFarAsItMeansNothingToASystem(String name, String written) {
        assertThat(extended(name)).isEqualTo(written);
    }

    @Test
    void noNameCanAddAHeaderOrTurnTheReadingDirection() {
        assertThat(extended("a\r\nSet-Cookie: b")).isEqualTo("a%20Set-Cookie%20b.zip");
        assertThat(extended("a\u0000b\u202Ecba")).isEqualTo("a%20b%20cba.zip");
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertThat(extended("\ud83d\ude00".repeat(200))).isEqualTo("%F0%9F%98%80".repeat(80) + ".zip");
    }

    @Test
    void withoutANameThereIsOurs() {
        for (String name : new String[] {null, "", "  ", "///", "\u0001"}) {
            assertThat(Attachment.named(name, "lectern-1", ".zip")).isEqualTo("attachment; filename=\"lectern-1.zip\"");
        }
    }
}
