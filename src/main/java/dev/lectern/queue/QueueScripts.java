package dev.lectern.queue;

import dev.lectern.redis.Script;

/** What the queue asks Redis to do in one go. Every script is atomic, so two coordinators could never both be told yes. */
final class QueueScripts {

    /**
     * Whether entry ARGV[2] is held by ARGV[3] in attempt ARGV[4] of group ARGV[1] of stream KEYS[1], and is about job ARGV[5] and task
     * ARGV[6]; ends the script with 0 otherwise. Leases come from workers, and one that has some task must not pass it off as another.
     */
    private static final String FENCE = """
            local seen = redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1)[1]
            if not seen or seen[2] ~= ARGV[3] or seen[4] ~= tonumber(ARGV[4]) then return 0 end
            local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
            if not entry or entry[2][2] ~= ARGV[5] or entry[2][4] ~= ARGV[6] then return 0 end
            """;

    /** KEYS: stream, hash of the job. ARGV: job, tasks. Answers how many were added. */
    static final Script OFFER = Script.of("""
            local added = 0
            for i = 2, #ARGV do
              if redis.call('HEXISTS', KEYS[2], ARGV[i]) == 0 then
                local id = redis.call('XADD', KEYS[1], '*', 'job', ARGV[1], 'task', ARGV[i])
                redis.call('HSET', KEYS[2], ARGV[i], id)
                added = added + 1
              end
            end
            return added
            """);

    /**
     * KEYS: stream. ARGV: group, holder, name of the released, entries that the holder must not get. Answers entry, attempt, job,
     * task; or nothing. Of the released ones so many are looked at that one is among them that may be had, if there is one.
     */
    static final Script CLAIM = Script.of("""
            local skip = {}
            for i = 4, #ARGV do skip[ARGV[i]] = true end
            while true do
              local released
              for _, one in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', #ARGV - 2, ARGV[3])) do
                if not skip[one[1]] then
                  released = one
                  break
                end
              end
              if not released then break end
              local got = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, released[1])[1]
              if got and got[2] then
                return {got[1], tostring(released[4] + 1), got[2][2], got[2][4]}
              end
              redis.call('XACK', KEYS[1], ARGV[1], released[1])
            end
            local new = redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', 1, 'STREAMS', KEYS[1], '>')
            if not new then return {} end
            local entry = new[1][2][1]
            return {entry[1], '1', entry[2][2], entry[2][4]}
            """);

    /** KEYS: stream. ARGV: group, entry, holder, attempt, job, task. Answers 1, or 0 if the lease is not good. */
    static final Script RENEW =
            Script.of(FENCE + "redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[3], 0, ARGV[2], 'JUSTID') return 1");

    /** KEYS: stream, hash of the job, excused attempts. ARGV: group, entry, holder, attempt, job, task. Answers 1, or 0 if the lease is not good. */
    static final Script SETTLE = Script.of(FENCE + """
            redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
            redis.call('XDEL', KEYS[1], ARGV[2])
            redis.call('HDEL', KEYS[2], ARGV[6])
            redis.call('HDEL', KEYS[3], ARGV[2])
            return 1
            """);

    /** KEYS: stream. ARGV: group, entry, holder, attempt, job, task, new holder, new count of attempts. Answers 1, or 0 if not good. */
    static final Script PASS_ON = Script.of(FENCE + """
            redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[7], 0, ARGV[2], 'RETRYCOUNT', ARGV[8], 'JUSTID')
            return 1
            """);

    /** KEYS: stream, excused attempts. ARGV: group, entry. Answers 1, or 0 if the entry was settled or removed. */
    static final Script EXCUSE = Script.of("""
            if #redis.call('XPENDING', KEYS[1], ARGV[1], ARGV[2], ARGV[2], 1) == 0 then return 0 end
            redis.call('HINCRBY', KEYS[2], ARGV[2], 1)
            return 1
            """);

    /**
     * KEYS: stream, excused attempts. ARGV: group, most. Answers a list of entry, holder, idle in ms, attempt, job, task, and how many
     * attempts do not count.
     */
    static final Script HELD = Script.of("""
            local held = {}
            for _, p in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', ARGV[2])) do
              local entry = redis.call('XRANGE', KEYS[1], p[1], p[1])[1]
              if entry then
                held[#held + 1] = {p[1], p[2], tostring(p[3]), tostring(p[4]), entry[2][2], entry[2][4],
                    redis.call('HGET', KEYS[2], p[1]) or '0'}
              else
                redis.call('XACK', KEYS[1], ARGV[1], p[1])
                redis.call('HDEL', KEYS[2], p[1])
              end
            end
            return held
            """);

    /**
     * KEYS: stream. ARGV: group, name of the released, name of those put off. Answers how many wait, are held, are put off, and the age
     * of the oldest that waits in ms, by the clock of Redis.
     */
    static final Script LENGTHS = Script.of("""
            local pending = redis.call('XPENDING', KEYS[1], ARGV[1])
            local of = {}
            for _, consumer in ipairs(pending[4] or {}) do of[consumer[1]] = tonumber(consumer[2]) end
            local released, putOff, oldest = of[ARGV[2]] or 0, of[ARGV[3]] or 0, 0
            if released > 0 then
              for _, p in ipairs(redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', released, ARGV[2])) do
                oldest = math.max(oldest, p[3])
              end
            end
            local last
            for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
              local named = {}
              for i = 1, #group, 2 do named[group[i]] = group[i + 1] end
              if named['name'] == ARGV[1] then last = named['last-delivered-id'] end
            end
            local new = redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 1)[1]
            if new then
              local time = redis.call('TIME')
              local now = time[1] * 1000 + math.floor(time[2] / 1000)
              oldest = math.max(oldest, now - tonumber(string.match(new[1], '^%d+')))
            end
            local waiting = redis.call('XLEN', KEYS[1]) - pending[1] + released
            return {math.max(0, waiting), pending[1] - released - putOff, putOff, oldest}
            """);

    /** KEYS: stream. ARGV: group. Answers the names of holders that hold nothing. */
    static final Script IDLE_HOLDERS = Script.of("""
            local idle = {}
            for _, c in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
              if c[4] == 0 then idle[#idle + 1] = c[2] end
            end
            return idle
            """);

    /** KEYS: stream. ARGV: group, holders; those that hold something by now stay. */
    static final Script DISMISS = Script.of("""
            local named = {}
            for i = 2, #ARGV do named[ARGV[i]] = true end
            for _, c in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
              if c[4] == 0 and named[c[2]] then redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], c[2]) end
            end
            return 1
            """);

    /** KEYS: stream, hash of the job, excused attempts. ARGV: group. */
    static final Script REMOVE = Script.of("""
            for _, id in ipairs(redis.call('HVALS', KEYS[2])) do
              redis.call('XACK', KEYS[1], ARGV[1], id)
              redis.call('XDEL', KEYS[1], id)
              redis.call('HDEL', KEYS[3], id)
            end
            return redis.call('DEL', KEYS[2])
            """);

    private QueueScripts() {}
}
