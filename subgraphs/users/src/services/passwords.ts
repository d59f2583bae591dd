import { argon2, timingSafeEqual } from "node:crypto";
import { availableParallelism } from "node:os";
import { boundedConcurrency, QueueFull } from "./boundedConcurrency.ts";
import {
  type Argon2Parameters,
  currentParameters,
  decodeHash,
  encodeHash,
  isOutdated,
  newSalt,
} from "./passwordHash.ts";

/** Hashes and checks passwords. Both give "busy" when more wait than can be served in time. */
export interface Passwords {
  hash(password: string): Promise<string | "busy">;
  /**
   * Checks a password, `null` standing for the hash of an account that does not exist: that is wrong, after the same
   * work. "outdated" is right too, and the password should be hashed anew.
   */
  check(password: string, encoded: string | null): Promise<"right" | "outdated" | "wrong" | "busy">;
}

const hashBytes = 32;

/**
 * argon2id, on as many threads at a time as there are cores, and never all four of libuv's pool. As many may wait as are
 * served within a few seconds: longer than that nobody waits.
 */
export function argon2Passwords({
  concurrency = Math.min(3, availableParallelism()),
  waiting = 128,
}: {
  concurrency?: number;
  waiting?: number;
} = {}): Passwords {
  const run = boundedConcurrency({ concurrency, waiting });
  const derive = (password: string, parameters: Argon2Parameters & { salt: Buffer; length: number }) =>
    run(() => argon2id(password, parameters)).catch((error: unknown) => {
      if (error instanceof QueueFull) return "busy" as const;
      throw error;
    });
  // Nobody knows a password of this hash, for it is no hash: random bytes under the parameters of the day.
  const nobodys = encodeHash({ ...currentParameters, salt: newSalt(), hash: Buffer.concat([newSalt(), newSalt()]) });

  return {
    async hash(password) {
      const salt = newSalt();
      const hash = await derive(password, { ...currentParameters, salt, length: hashBytes });
      return hash === "busy" ? hash : encodeHash({ ...currentParameters, salt, hash });
    },

    async check(password, encoded) {
      const known = decodeHash(encoded ?? nobodys);
      const hash = await derive(password, { ...known, length: known.hash.length });
      if (hash === "busy") return hash;
      if (!timingSafeEqual(hash, known.hash) || encoded === null) return "wrong";
      return isOutdated(known) ? "outdated" : "right";
    },
  };
}

function argon2id(password: string, parameters: Argon2Parameters & { salt: Buffer; length: number }): Promise<Buffer> {
  const { memory, passes, parallelism, salt, length } = parameters;
  return new Promise((resolve, reject) => {
    argon2(
      "argon2id",
      { message: password, nonce: salt, memory, passes, parallelism, tagLength: length },
      (error, hash) => (error ? reject(error) : resolve(hash)),
    );
  });
}
