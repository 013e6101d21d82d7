/**
 * Run by the build and never by the service: has npm make the dashboard from {@code src/main/frontend}, and only if something
 * changed since. Knows nothing else of ours.
 */
package dev.lectern.http.build;
