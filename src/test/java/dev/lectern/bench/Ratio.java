package dev.lectern.bench;

import java.util.function.ToDoubleFunction;

/** How near the pipeline comes to decoding and inference alone, measured in one of several currencies; 1 is perfect. */
enum Ratio {
    WALL("wall clock", Cost::wallMs),
    CPU("processor time", cost -> cost.cpu() / cost.frames()),
    AVAILABLE("time left to it", cost -> cost.available() / cost.frames());

    private final String title;
    private final ToDoubleFunction<Cost> price;

    Ratio(String title, ToDoubleFunction<Cost> price) {
        this.title = title;
        this.price = price;
    }

    String title() {
        return title;
    }

    /** What a frame costs when it is only decoded and only looked at, by what it costs when it is processed. */
    double of(Cost decode, Cost inference, Cost whole) {
        return (price.applyAsDouble(decode) + price.applyAsDouble(inference)) / price.applyAsDouble(whole);
    }
}
