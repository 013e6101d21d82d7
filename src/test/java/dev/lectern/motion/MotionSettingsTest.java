package dev.lectern.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionSettingsTest {

    private static final String CORNERS = "[{'x':0.1,'y':0.1},{'x':0.4,'y':0.1},{'x':0.4,'y':0.6}]";
    private static final String FULL = "{'zones':[{'name':'Board','kind':'board','anchor':'foot','corners':" + CORNERS
            + "}],'floor':{'marks':[{'x':0.2,'y':0.9,'xMetres':0,'yMetres':0},{'x':0.8,'y':0.9,'xMetres':4,'yMetres':0},"
            + "{'x':0.7,'y':0.6,'xMetres':4,'yMetres':3},{'x':0.3,'y':0.6,'xMetres':0,'yMetres':3}]}}";

    @Test
    void whatIsWrittenIsReadAgain() {
        MotionSettings settings = parse(FULL);
        assertThat(settings.zones().get(0).kind()).isEqualTo(Zone.Kind.BOARD);
        assertThat(settings.zones().get(0).anchor()).isEqualTo(Zone.Anchor.FOOT);
        assertThat(settings.floor().marks().get(2).yMetres()).isEqualTo(3);
        assertThat(MotionSettings.parse(settings.json())).isEqualTo(settings);
        assertThat(new String(settings.json(), StandardCharsets.UTF_8))
                .contains(
                        "\"kind\":\"board\"", "\"anchor\":\"foot\"", "\"marks\":[{\"x\":0.2,\"y\":0.9,\"xMetres\":0.0");
        assertThat(MotionSettings.parse(MotionSettings.NONE.json())).isEqualTo(MotionSettings.NONE);
    }

    @Test
    void whatIsNotSaidHasADefault() {
        assertThat(parse("{}")).isEqualTo(MotionSettings.NONE);
        Zone zone = parse("{'zones':[{'name':'Stage','corners':" + CORNERS + "}]}")
                .zones()
                .get(0);
        assertThat(zone.kind()).isEqualTo(Zone.Kind.OTHER);
        assertThat(zone.anchor()).isEqualTo(Zone.Anchor.CENTRE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | The settings are not JSON of the form",
                "null | must be a JSON object",
                "[] | The settings are not JSON of the form",
                "{} {} | The settings are not JSON of the form",
                "{'zone':[]} | There is no setting zone.",
                "{'zones':'all'} | The value of zones cannot be read",
                "{'zones':[null]} | A zone must be an object",
                "{'zones':[{'corners':CORNERS}]} | A zone needs a name of 1 to 60 characters.",
                "{'zones':[{'name':'A','kind':'pub','corners':CORNERS}]} | The value of zones.0.kind cannot be read",
                "{'zones':[{'name':'A'}]} | The zone \"A\" needs 3 to 100 corners",
                "{'zones':[{'name':'A','corners':[{'x':0.1,'y':0.1},{'x':0.4}]}]} | zones.0.corners.1.y cannot be read",
                "{'zones':[{'name':'A','corners':[{'x':0.1,'y':0.1},{'x':'0.4','y':0}]}]} | zones.0.corners.1.x cannot",
                "{'zones':[{'name':'A','corners':[{'x':1.1,'y':0.1}]}]} | lies outside the picture",
                "{'zones':[{'name':'A','corners':[{'x':0,'y':0},{'x':0.1,'y':0.1},{'x':0.2,'y':0.2}]}]} | has no area",
                "{'zones':[{'name':'A','corners':[{'x':0,'y':0},{'x':1,'y':1},{'x':1,'y':0},{'x':0,'y':0.5}]}]}"
                        + " | cross each other",
                "{'zones':[{'name':'A','corners':CORNERS},{'name':'A','corners':CORNERS}]} | Two zones are called \"A\"",
                "{'floor':{}} | exactly four points, not 0",
                "{'floor':{'marks':[{'x':0.2,'y':0.9,'xMetres':0}]}} | floor.marks.0.yMetres cannot be read"
            })
    void badSettingsAreRefusedWithASentence(String json, String sentence) {
        assertThatThrownBy(() -> parse(json.replace("CORNERS", CORNERS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private static MotionSettings parse(String json) {
        return MotionSettings.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
