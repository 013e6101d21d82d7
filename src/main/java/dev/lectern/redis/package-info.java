/**
 * Redis as a part that may go away and comes back: the server that Lectern brings along
 * ({@link dev.lectern.redis.EmbeddedRedis}), one supervised connection to any server
 * ({@link dev.lectern.redis.RedisLink}) and a look at whether a server of the user's own is set up to keep what it is given
 * ({@link dev.lectern.redis.RedisCheck}).
 *
 * <p>Promises: a call never hangs, it is answered or fails with {@link dev.lectern.redis.RedisAway}; a password never shows
 * in a log, a message or an argument list; the embedded server does not outlive the JVM that started it.
 *
 * <p>Must not know what is kept in Redis: no key, stream or job is named here. Depends on no other package of ours.
 */
package dev.lectern.redis;
