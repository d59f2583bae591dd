import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

// A certificate in DER (ITU-T X.690, RFC 5280), written by hand: a key that is kept in a repository is one that leaks.

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]|\..*/g, "")}Z`));
const commonName = Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03]);
/** sha256WithRSAEncryption: 1.2.840.113549.1.1.11, with NULL. */
const algorithm = sequence(Buffer.from([0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00]));

export interface SigningCertificate {
  readonly pem: string;
  readonly key: KeyObject;
}

/** A new key with a certificate of its own. */
export function makeCertificate(from = new Date(Date.now() - 60_000), to = new Date(Date.now() + 3_600_000)) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from("a double")))));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]));
  const base64 = sequence(body, algorithm, signature).toString("base64");
  const pem = `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join("\n")}\n-----END CERTIFICATE-----\n`;
  return { pem, key: privateKey } satisfies SigningCertificate;
}
