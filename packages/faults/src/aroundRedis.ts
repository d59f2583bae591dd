import type { Redis } from "@angidi/datastores";
import type { Dice } from "./dice.ts";
import { suffer } from "./suffer.ts";

/** Puts faults around the commands of a connection, each of which goes through its `sendCommand`. */
export function aroundRedis(of: string, redis: Redis, dice: Dice): Redis {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    // Not those of the client itself, which are how it gets a connection.
    if (stream || redis.status !== "ready") return send(command, stream);
    return suffer(["redis", of], { dice }, async () => send(command));
  };
  return redis;
}
