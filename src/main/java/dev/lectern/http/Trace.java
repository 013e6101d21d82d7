package dev.lectern.http;

import dev.lectern.job.Ids;
import dev.lectern.job.Subject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id under which a request is found again in the log, here and elsewhere: that of its {@code traceparent} header (W3C Trace
 * Context), else a new one. A job keeps that of the request that asked for it.
 */
final class Trace {

    static final String TRACEPARENT = "traceparent";
    static final String TRACE_ID = "x-trace-id";

    /** Version, trace, parent, flags; a version after 00 may add parts. */
    private static final Pattern FORM = Pattern.compile(
            "(?:00-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}|(?!00|ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?)");

    private static final String KEY = "lectern.trace";

    private Trace() {}

    /** Gives a request its trace, and says so in the answer. */
    static void begin(RoutingContext ctx) {
        String trace = parse(ctx.request().headers().getAll(TRACEPARENT));
        ctx.put(KEY, trace);
        ctx.response().putHeader(TRACE_ID, trace);
        ctx.next();
    }

    static String of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    /** What is said about the request in the log. */
    static Subject subject(RoutingContext ctx) {
        return new Subject(of(ctx), null, null, null, null, null);
    }

    /** Of no header, more than one, or one that is not well formed, nothing can be taken. */
    static String parse(List<String> headers) {
        if (headers.size() == 1) {
            Matcher matcher = FORM.matcher(headers.get(0));
            if (matcher.matches()) {
                String trace = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                if (Ids.isTrace(trace)) {
                    return trace;
                }
            }
        }
        return Ids.newTrace();
    }
}
