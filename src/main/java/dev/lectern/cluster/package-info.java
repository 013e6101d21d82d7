/**
 * Workers in other JVMs. Between JVMs everything is encrypted, and both sides show a certificate of the server's own private
 * authority: membership and failure detection (Infinispan on JGroups), messages (the clustered event bus) and files (HTTPS).
 *
 * <p>Inside a JVM the event bus stays local. Server and worker each have a second, clustered bus, and a bridge that lets only the
 * messages of slots pass. So the server starts as quickly as without workers, a worker can say nothing but what a slot may say, and
 * a worker that lost its server goes on working while its clustered bus is made anew.
 *
 * <p>Who was shut out ({@link dev.lectern.cluster.Revocations}) is refused while hands are shaken. What stands already ends with the
 * cluster, which is made anew under another name for all others; they are told who is out when they enter it.
 */
package dev.lectern.cluster;
