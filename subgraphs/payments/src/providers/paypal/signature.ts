import { verify, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Exchange } from "../http/exchange.ts";
import { ProviderUnavailable, type WebhookHeaders, WebhookRefused } from "../paymentProvider.ts";

const hosts = ["api.paypal.com", "api.sandbox.paypal.com", "api-m.paypal.com", "api-m.sandbox.paypal.com"];
const certificatesKept = 8;
const fetchedAtOnce = 4;

export interface PayPalSignatures {
  /** Throws WebhookRefused unless PayPal has signed just these bytes for this webhook. */
  check(rawBody: Buffer, headers: WebhookHeaders): Promise<void>;
}

/**
 * PayPal's signatures: SHA256withRSA over `transmission id|time|webhook id|CRC32 of the bytes`, by a certificate that
 * the headers name (developer.paypal.com/api/rest/webhooks/rest, “Verify messages offline”). Anybody can send any
 * header, so a certificate is only ever had by TLS from PayPal's own hosts, and kept.
 */
export function payPalSignatures(
  { webhookId, apiBase }: { readonly webhookId: string; readonly apiBase: string },
  exchange: Exchange,
): PayPalSignatures {
  const certificates = new Map<string, Promise<X509Certificate>>();
  let fetching = 0;

  /** Anybody can name a certificate that there is not: few are asked for at once, and only those that there are stay. */
  function certificateAt(address: string): Promise<X509Certificate> {
    const known = certificates.get(address);
    if (known) return known;
    if (fetching >= fetchedAtOnce) throw new ProviderUnavailable("Too many certificates are asked for");
    fetching += 1;
    const fetched = fetchCertificate(address).finally(() => {
      fetching -= 1;
    });
    if (certificates.size >= certificatesKept) certificates.delete(certificates.keys().next().value!);
    certificates.set(address, fetched);
    fetched.catch(() => certificates.delete(address));
    return fetched;
  }

  async function fetchCertificate(address: string): Promise<X509Certificate> {
    const { status, body } = await exchange.send({ method: "GET", url: address, headers: {} });
    if (status !== 200) throw new WebhookRefused("there is no such certificate");
    return new X509Certificate(body);
  }

  function isTheirs(address: string): boolean {
    if (!URL.canParse(address)) return false;
    const { origin, protocol, host, pathname } = new URL(address);
    const isHost = origin === new URL(apiBase).origin || (protocol === "https:" && hosts.includes(host));
    return isHost && pathname.startsWith("/v1/notifications/certs/");
  }

  return {
    async check(rawBody, headers) {
      const [id, time, signature, address, algorithm] = ["id", "time", "sig"]
        .map((name) => headers[`paypal-transmission-${name}`])
        .concat(headers["paypal-cert-url"], headers["paypal-auth-algo"])
        .map((value) => (typeof value === "string" ? value : ""));
      if (algorithm !== "SHA256withRSA" || !id || !time || !signature) throw new WebhookRefused("it is not signed");
      if (!isTheirs(address!)) throw new WebhookRefused("the certificate is not on a host of PayPal");
      const certificate = await certificateAt(address!);
      const now = Date.now();
      if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
        throw new WebhookRefused("the certificate is not valid now");
      }
      const signed = Buffer.from(`${id}|${time}|${webhookId}|${crc32(rawBody)}`);
      const isSigned = verify("sha256", signed, certificate.publicKey, Buffer.from(signature, "base64"));
      if (!isSigned) throw new WebhookRefused("the signature is another's");
    },
  };
}
