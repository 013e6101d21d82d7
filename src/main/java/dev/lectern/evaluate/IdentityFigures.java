package dev.lectern.evaluate;

/**
 * How well everybody was told apart.
 *
 * @param hota higher order tracking accuracy, 0 to 1
 * @param detection its part for detection
 * @param association its part for association
 * @param idf1 F1 of identities, 0 to 1
 * @param switches how often the instructor changed from one of the persons found to another
 */
public record IdentityFigures(double hota, double detection, double association, double idf1, int switches) {

    static IdentityFigures of(Sequence sequence) {
        Hota hota = Hota.of(sequence);
        return new IdentityFigures(
                hota.hota(),
                hota.detection(),
                hota.association(),
                Idf1.of(sequence).f1(),
                IdSwitches.of(sequence)[0]);
    }
}
