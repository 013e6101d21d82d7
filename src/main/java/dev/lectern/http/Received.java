package dev.lectern.http;

import java.nio.file.Path;

/**
 * An upload that has arrived in full.
 *
 * @param file where the recording is, flushed to the disk
 * @param bytes its size, at least 1
 * @param sha256 its SHA-256, 64 lowercase hex digits
 * @param metadata what came with it
 */
record Received(Path file, long bytes, String sha256, Metadata metadata) {}
