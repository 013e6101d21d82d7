package dev.lectern.http;

import io.vertx.core.MultiMap;

/** What every answer tells a browser not to do with it. Pages add what they themselves may load. */
final class SafeHeaders {

    static final String POLICY = "content-security-policy";

    /** A video is shown as it is, so that nothing is said here of what may be loaded. */
    private static final String NO_PAGE =
            "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";

    private static final String NO_DEVICES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

    private SafeHeaders() {}

    static void add(MultiMap headers) {
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-frame-options", "DENY");
        headers.set("referrer-policy", "no-referrer");
        headers.set("permissions-policy", NO_DEVICES);
        headers.set(POLICY, NO_PAGE);
    }
}
