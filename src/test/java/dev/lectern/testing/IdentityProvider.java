package dev.lectern.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A small OpenID Connect provider on this machine, which is strict about what it is asked (client, redirect URI, PKCE, codes that are good
 * once) and whose tokens, really signed, can be spoiled in every way.
 */
public final class IdentityProvider implements AutoCloseable {

    public static final String CLIENT = "lectern";
    /** With letters that have to be encoded. */
    public static final String SECRET = "s3cret+of/the client%";

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final KeyPair KEY = key();
    /** Of nobody whom anybody knows. */
    private static final KeyPair STRANGERS = key();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<JsonObject> described = new CopyOnWriteArrayList<>();
    private volatile HttpServer server;
    private volatile KeyPair key = KEY;
    private volatile String keyId = "first";
    private volatile JsonObject person = person("1", "ann");
    private volatile boolean asks;
    private volatile Consumer<JsonObject> description = nothing -> {};
    private volatile Consumer<JsonObject> claims = nothing -> {};
    private volatile UnaryOperator<String> token = UnaryOperator.identity();

    public IdentityProvider() {
        this(FreePorts.inARow(1));
        start();
    }

    private IdentityProvider(int port) {
        this.port = port;
    }

    /** One that does not run yet. */
    public static IdentityProvider away() {
        return new IdentityProvider(FreePorts.inARow(1));
    }

    public static JsonObject person(String subject, String name) {
        return new JsonObject().put("sub", subject).put("preferred_username", name);
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/realms/university";
    }

    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/realms/university/.well-known/openid-configuration", exchange -> json(exchange, about()));
        server.createContext("/keys", exchange -> json(exchange, keys()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Who is in front of the browser from now on. */
    public IdentityProvider is(JsonObject somebody) {
        this.person = somebody;
        return this;
    }

    /** Shows a page first, as real ones do. */
    public IdentityProvider asking() {
        this.asks = true;
        return this;
    }

    /** Says something else of itself. */
    public void describes(Consumer<JsonObject> change) {
        this.description = change;
    }

    /** Puts something else into its tokens, which it signs. */
    public void claims(Consumer<JsonObject> change) {
        this.claims = change;
    }

    /** Gives other tokens than those it signed. */
    public void gives(UnaryOperator<String> change) {
        this.token = change;
    }

    /** Has another key from now on, and does not show the old one any more. */
    public void rotate(String newId) {
        this.key = key();
        this.keyId = newId;
    }

    /** What it was asked for, parameter by parameter. */
    public List<JsonObject> asked() {
        return List.copyOf(described);
    }

    /** Goes where a browser was sent, and answers where that is sent then. */
    public static URI visit(String address) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            return URI.create(answer.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with the same claims that says it is signed by nothing, with or without the dot of a signature. */
    public static String unsigned(String jwt, String end) {
        return part(new JsonObject().put("alg", "none").put("typ", "JWT")) + "." + jwt.split("\\.")[1] + end;
    }

    /** A token with the same claims, by the key of somebody else. */
    public String byStrangers(String jwt) {
        return signed(jwt.split("\\.")[1], STRANGERS, keyId);
    }

    /** A token with the same claims, signed with the public key as if that were a secret. */
    public String bySharedSecret(String jwt) {
        try {
            String text = part(new JsonObject().put("alg", "HS256").put("kid", keyId)) + "." + jwt.split("\\.")[1];
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getPublic().getEncoded(), "HmacSHA256"));
            return text + "." + TEXT.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject about() {
        String here = "http://127.0.0.1:" + port;
        JsonObject about = new JsonObject()
                .put("issuer", issuer())
                .put("authorization_endpoint", here + "/authorize")
                .put("token_endpoint", here + "/token")
                .put("jwks_uri", here + "/keys")
                .put("response_types_supported", new JsonArray().add("code"))
                .put("grant_types_supported", new JsonArray().add("authorization_code"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
        description.accept(about);
        return about;
    }

    private JsonObject keys() {
        RSAPublicKey shown = (RSAPublicKey) key.getPublic();
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "RSA")
                                        .put("use", "sig")
                                        .put("alg", "RS256")
                                        .put("kid", keyId)
                                        .put("n", number(shown.getModulus()))
                                        .put("e", number(shown.getPublicExponent()))));
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return TEXT.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        boolean right = "code".equals(query.get("response_type"))
                && CLIENT.equals(query.get("client_id"))
                && List.of(query.getOrDefault("scope", "").split(" ")).contains("openid")
                && "S256".equals(query.get("code_challenge_method"))
                && query.getOrDefault("code_challenge", "").length() == 43
                && query.getOrDefault("redirect_uri", "").endsWith("/login/oidc/callback");
        if (!right) {
            answer(exchange, 400, "text/plain", "not asked rightly: " + query);
            return;
        }
        described.add(new JsonObject(new HashMap<>(query)));
        if (asks && !query.containsKey("yes")) {
            answer(exchange, 200, "text/html", page(exchange.getRequestURI()));
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .set(
                        "location",
                        query.get("redirect_uri") + "?state=" + encoded(query.get("state")) + "&code=" + code + "&iss="
                                + encoded(issuer()));
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private String page(URI address) {
        return "<!doctype html><html lang=\"en\"><title>Example University</title><h1>Example University</h1><p><a href=\""
                + address.toString().replace("&", "&amp;") + "&amp;yes=1\">Continue as "
                + person.getString("preferred_username") + "</a>";
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        // Good once, whatever comes of it.
        Map<String, String> asked = codes.remove(form.getOrDefault("code", ""));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.US_ASCII));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("authorization"))) {
            error(exchange, 401, "invalid_client");
        } else if (!"authorization_code".equals(form.get("grant_type"))
                || asked == null
                || !asked.get("redirect_uri").equals(form.get("redirect_uri"))
                || !asked.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
            error(exchange, 400, "invalid_grant");
        } else {
            json(
                    exchange,
                    new JsonObject()
                            .put("access_token", "opaque-" + UUID.randomUUID())
                            .put("token_type", "Bearer")
                            .put("expires_in", 300)
                            .put("id_token", token.apply(idToken(asked.get("nonce")))));
        }
    }

    private String idToken(String nonce) {
        long now = Instant.now().getEpochSecond();
        JsonObject said = person.copy()
                .put("iss", issuer())
                .put("aud", CLIENT)
                .put("nonce", nonce)
                .put("iat", now)
                .put("exp", now + 300);
        claims.accept(said);
        return signed(part(said), key, keyId);
    }

    private static String signed(String payload, KeyPair by, String id) {
        try {
            String text =
                    part(new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", id)) + "." + payload;
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(by.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + TEXT.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(JsonObject json) {
        return TEXT.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String pair : text.split("&")) {
            String[] sides = pair.split("=", 2);
            form.put(sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void error(HttpExchange exchange, int status, String error) throws IOException {
        answer(
                exchange,
                status,
                "application/json",
                new JsonObject().put("error", error).encode());
    }

    private static void json(HttpExchange exchange, JsonObject body) throws IOException {
        answer(exchange, 200, "application/json", body.encode());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
