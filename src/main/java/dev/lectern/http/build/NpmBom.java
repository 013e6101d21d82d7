package dev.lectern.http.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the dashboard is made of, as a CycloneDX 1.6 document: the packages of npm's lock file that end up in the pages. It says the same for
 * the same lock file, byte for byte.
 */
final class NpmBom {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "node_modules/";
    private static final String HASH = "sha512-";

    private NpmBom() {}

    /**
     * Writes the document.
     *
     * @throws IOException if the lock file is none, or the document cannot be written
     */
    static void write(Path lockFile, Path out) throws IOException {
        JsonNode lock = JSON.readTree(lockFile.toFile());
        ObjectNode bom = JSON.createObjectNode()
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put("version", 1);
        bom.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("name", lock.path("name").asText("dashboard"))
                .put("version", lock.path("version").asText("0"));
        ArrayNode components = bom.putArray("components");
        for (Map.Entry<String, JsonNode> entry : lock.path("packages").properties()) {
            JsonNode found = entry.getValue();
            // What only builds the pages is not in them.
            if (entry.getKey().contains(FOLDER) && !found.path("dev").asBoolean()) {
                components.add(component(entry.getKey(), found));
            }
        }
        Files.createDirectories(out.getParent());
        Files.writeString(out, bom.toPrettyString() + "\n");
    }

    private static ObjectNode component(String place, JsonNode found) {
        String name = place.substring(place.lastIndexOf(FOLDER) + FOLDER.length());
        String version = found.path("version").asText();
        String url = "pkg:npm/" + name.replace("@", "%40") + "@" + version;
        ObjectNode component = JSON.createObjectNode()
                .put("type", "library")
                .put("bom-ref", url + "#" + place)
                .put("name", name)
                .put("version", version)
                .put("purl", url);
        String integrity = found.path("integrity").asText();
        if (integrity.startsWith(HASH)) {
            component
                    .putArray("hashes")
                    .addObject()
                    .put("alg", "SHA-512")
                    .put(
                            "content",
                            HexFormat.of().formatHex(Base64.getDecoder().decode(integrity.substring(HASH.length()))));
        }
        if (found.hasNonNull("license")) {
            component
                    .putArray("licenses")
                    .addObject()
                    .put("expression", found.path("license").asText());
        }
        return component;
    }
}
