package dev.lectern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThisMachineTest {

    @Test
    void isCalledAsItCallsItself() throws Exception {
        Process uname = new ProcessBuilder("uname", "-n").start();
        assertThat(ThisMachine.name())
                .isEqualTo(new String(uname.getInputStream().readAllBytes()).strip());
    }
}
