"""The Lua scripts. Each runs whole or not at all, on one link's keys, N items a call, by the clock of Redis.

KEYS of all but the last: schedule, leases, owners, again (see `keys`). A due time is ms since 1970.
"""

from __future__ import annotations

CLOCK = """
local schedule, leases, owners, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
"""

# ARGV: channel, then due time and consignment of each.
# Only a change wakes: the sweeper puts the same again every second.
PUT = """
local schedule, leases, owners, again = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local changed = 0
for i = 2, #ARGV, 2 do
  local due, box = ARGV[i], ARGV[i + 1]
  if redis.call('ZSCORE', leases, box) then
    local known = redis.call('HGET', again, box)
    if not known or tonumber(due) < tonumber(known) then
      redis.call('HSET', again, box, due)
    end
  else
    changed = changed + redis.call('ZADD', schedule, 'LT', 'CH', due, box)
  end
end
if changed > 0 then
  redis.call('PUBLISH', ARGV[1], '')
end
return changed
"""

# ARGV: limit, length of the lease in ms, token. Answer: ms until the next mailbox falls due (-1: none), then the taken.
TAKE = f"""{CLOCK}
for _, box in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now, 'LIMIT', 0, 1000)) do
  redis.call('ZREM', leases, box)
  redis.call('HDEL', owners, box)
  redis.call('HDEL', again, box)
  redis.call('ZADD', schedule, 'LT', now, box)
end
local answer = {{-1}}
for _, box in ipairs(redis.call('ZRANGEBYSCORE', schedule, '-inf', now, 'LIMIT', 0, ARGV[1])) do
  redis.call('ZREM', schedule, box)
  redis.call('ZADD', leases, now + ARGV[2], box)
  redis.call('HSET', owners, box, ARGV[3])
  answer[#answer + 1] = box
end
for _, key in ipairs({{schedule, leases}}) do
  local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if first[2] then
    local rest = math.max(0, first[2] - now)
    if answer[1] < 0 or rest < answer[1] then
      answer[1] = rest
    end
  end
end
return answer
"""

# ARGV: channel, then consignment, token and due time ('' for none) of each.
# Answer for each: ms until it falls due, -1: it does not, -2: the lease was lost and nothing changed.
RELEASE = f"""{CLOCK}
local answer = {{}}
for i = 2, #ARGV, 3 do
  local box, due = ARGV[i], tonumber(ARGV[i + 2])
  local rest = -2
  if redis.call('HGET', owners, box) == ARGV[i + 1] then
    rest = -1
    local put = tonumber(redis.call('HGET', again, box) or nil)
    redis.call('ZREM', leases, box)
    redis.call('HDEL', owners, box)
    redis.call('HDEL', again, box)
    if put and (not due or put < due) then
      due = put
    end
    if due then
      redis.call('ZADD', schedule, 'LT', due, box)
      rest = math.max(0, due - now)
    end
  end
  if rest == 0 then
    redis.call('PUBLISH', ARGV[1], '')
  end
  answer[#answer + 1] = rest
end
return answer
"""

# ARGV: consignment, token, length of the lease in ms.
RENEW = f"""{CLOCK}
if redis.call('HGET', owners, ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call('ZADD', leases, now + ARGV[3], ARGV[1])
return 1
"""

# KEYS: those of the identities, one party's. ARGV: time to live in seconds, then the value of each.
REMEMBER = """
for i, key in ipairs(KEYS) do
  redis.call('SET', key, ARGV[i + 1], 'EX', ARGV[1])
end
return #KEYS
"""
