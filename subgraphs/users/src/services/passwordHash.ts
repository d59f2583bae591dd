import { randomBytes } from "node:crypto";

/** What argon2id was given; `memory` in KiB. */
export interface Argon2Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** A password's hash with all that is needed to make it again. */
export interface PasswordHash extends Argon2Parameters {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** The parameters that OWASP's Password Storage Cheat Sheet names for argon2id: 19 MiB, two passes, one lane. */
export const currentParameters: Argon2Parameters = { memory: 19_456, passes: 2, parallelism: 1 };

const saltBytes = 16;

export function newSalt(): Buffer {
  return randomBytes(saltBytes);
}

/** Writes a hash in PHC's string format, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, as other programs read it too. */
export function encodeHash({ memory, passes, parallelism, salt, hash }: PasswordHash): string {
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(hash)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Reads what `encodeHash` wrote. Throws for anything else: the store would be corrupt. */
export function decodeHash(encoded: string): PasswordHash {
  const [, memory, passes, parallelism, salt, hash] = phc.exec(encoded) ?? [];
  if (!salt || !hash) throw new Error("A stored password hash is not in the PHC format of argon2id");
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

/** Whether a hash was made with other parameters than a new one would be. */
export function isOutdated({ memory, passes, parallelism }: Argon2Parameters): boolean {
  const now = currentParameters;
  return memory !== now.memory || passes !== now.passes || parallelism !== now.parallelism;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
