/**
 * How Lectern is told what to do: every setting has a built-in value, which the file {@code conf/lectern.yaml}, then the
 * environment, then the command line may replace. {@link dev.lectern.config.ConfigKey} names them all,
 * {@code config-schema.json} says what each may be, {@link dev.lectern.config.Settings} is the checked outcome. The data
 * folder is opened here too, as the first thing that depends on them.
 *
 * <p>Promises: what is refused is refused with the key, the value, where it came from and what is allowed, all mistakes at
 * once; a password is never shown.
 *
 * <p>Must not know who uses a setting. Depends on {@code redis} for its address type and on {@code job} for the ranges of a
 * job's parameters.
 */
package dev.lectern.config;
