import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Encrypts what lies in the store and would be worth stealing. */
export interface Sealing {
  /** The sealed form of a secret, bound to a name: it opens under this name alone. */
  seal(secret: Buffer, name: string): Buffer;
  /** The secret, or null when it was sealed under another name or with another key, or was changed since. */
  open(sealed: Buffer, name: string): Buffer | null;
}

const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM, under a key of its own that is derived from the platform's by HKDF. */
export function sealingWith(serviceSigningKey: string): Sealing {
  const key = Buffer.from(hkdfSync("sha256", serviceSigningKey, "", "angidi/users/signing-keys", 32));

  return {
    seal(secret, name) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(name));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), text]);
    },

    open(sealed, name) {
      const iv = sealed.subarray(0, ivBytes);
      const tag = sealed.subarray(ivBytes, ivBytes + tagBytes);
      const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
      const secret = decipher.update(sealed.subarray(ivBytes + tagBytes));
      try {
        return Buffer.concat([secret, decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}
