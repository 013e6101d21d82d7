/**
 * Single sign-on: users log in at an OpenID Connect provider, by the authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636,
 * RFC 9207). {@link dev.lectern.oidc.SignOn} begins a login and completes it; what it knows in between is bound to the browser by a secret,
 * is good once, and lives in memory. Vert.x fetches what the provider says of itself and its keys, exchanges the code and checks the
 * signature; whether a token that is signed rightly is also meant for this login is decided here ({@code Claims}), as Vert.x leaves out
 * the nonce and the end of an ID token. Knows neither accounts nor HTTP routes: who came is a {@link dev.lectern.oidc.Visitor}, and what
 * that is worth here is for others to say.
 */
package dev.lectern.oidc;
