package dev.lectern.track;

/**
 * Kalman filter of one coordinate: position and velocity, where the velocity forgets itself within a second or two (an
 * Ornstein-Uhlenbeck process; Singer 1970 uses the same idea one derivative higher). So a person who goes out of sight is
 * expected a little further on, not at the other end of the room, and the steps in time may be of any length.
 */
final class AxisFilter {

    /** Seconds after which a walking person's direction says nothing any more. */
    private static final double MEMORY = 1.5;

    private double position;
    private double velocity;
    private double positionVariance;
    private double covariance;
    private double velocityVariance;

    AxisFilter(double position, double measurementSd, double velocitySd) {
        this.position = position;
        this.positionVariance = measurementSd * measurementSd;
        this.velocityVariance = velocitySd * velocitySd;
    }

    AxisFilter(AxisFilter other) {
        this.position = other.position;
        this.velocity = other.velocity;
        this.positionVariance = other.positionVariance;
        this.covariance = other.covariance;
        this.velocityVariance = other.velocityVariance;
    }

    /** Moves on by {@code dt} seconds; {@code velocitySd} is how fast such a person usually is. */
    void predict(double dt, double velocitySd) {
        double keep = Math.exp(-dt / MEMORY);
        double travel = MEMORY * (1 - keep);
        position += velocity * travel;
        velocity *= keep;
        // Stationary process: what the memory loses, the noise gives back, so that the variance of the velocity tends
        // to velocitySd².
        double variance = velocitySd * velocitySd;
        double noiseVelocity = variance * (1 - keep * keep);
        double noiseCross = variance * MEMORY * (1 - keep) * (1 - keep);
        double noisePosition = variance * MEMORY * MEMORY * (2 * dt / MEMORY - 3 + 4 * keep - keep * keep);
        positionVariance += 2 * travel * covariance + travel * travel * velocityVariance + Math.max(0, noisePosition);
        covariance = keep * (covariance + travel * velocityVariance) + noiseCross;
        velocityVariance = keep * keep * velocityVariance + noiseVelocity;
    }

    void update(double measured, double measurementSd) {
        double total = positionVariance + measurementSd * measurementSd;
        double gain = positionVariance / total;
        double gainVelocity = covariance / total;
        double surprise = measured - position;
        position += gain * surprise;
        velocity += gainVelocity * surprise;
        velocityVariance -= gainVelocity * covariance;
        covariance -= gain * covariance;
        positionVariance -= gain * positionVariance;
    }

    /** Squared distance of a measurement in standard deviations. */
    double mahalanobis(double measured, double measurementSd) {
        double surprise = measured - position;
        return surprise * surprise / (positionVariance + measurementSd * measurementSd);
    }

    double position() {
        return position;
    }

    double velocity() {
        return velocity;
    }
}
