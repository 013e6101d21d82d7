package dev.lectern.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** How a file that is to be saved is named to a browser, whatever people called it (RFC 6266, RFC 8187). */
final class Attachment {

    private static final int LONGEST = 80;

    private Attachment() {}

    /**
     * The value of Content-Disposition.
     *
     * @param name what people called it; null if nothing
     * @param otherwise a name for who cannot show that one; letters, digits and hyphens
     * @param suffix with a dot
     */
    static String named(String name, String otherwise, String suffix) {
        String plain = "attachment; filename=\"" + otherwise + suffix + '"';
        String shown = name == null ? "" : harmless(name);
        return shown.isEmpty()
                ? plain
                : plain + "; filename*=UTF-8''"
                        + URLEncoder.encode(shown + suffix, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace("*", "%2A");
    }

    /** Without what means something to a file system, a shell or a reader's eye: separators, control and direction characters. */
    private static String harmless(String name) {
        String clean = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\\\/:*?\"<>|%]", " ")
                .replaceAll("\\s+", " ")
                .replaceAll("^[. -]+|[. ]+$", "");
        return clean.length() <= LONGEST
                ? clean
                : clean.substring(
                                0,
                                clean.offsetByCodePoints(0, Math.min(LONGEST, clean.codePointCount(0, clean.length()))))
                        .strip();
    }
}
