import { ConfigurationError } from "@angidi/subgraph";
import type { JSONWebKeySet } from "jose";
import type { Logger } from "pino";
import type { CredentialKind } from "../plugins/authentication.ts";
import type { AuthenticationSettings, IssuerSettings } from "../settings/authentication.ts";
import { type ApiKeys, apiKeys, apiKeysOfAll, listedApiKeys } from "./apiKeys.ts";
import { cachedKeySet, fixedKeySet, type KeySet, keysByFile, keysByUrl, sharedSecret } from "./keySet.ts";
import type { RoleTables } from "./rights.ts";
import { serviceIdentities } from "./serviceIdentities.ts";
import { accessTokens, type Issuer } from "./tokens.ts";

/** What a platform's code adds to the settings. */
export interface CredentialPorts {
  /** Key sets by issuer, for issuers whose settings name no keys. */
  readonly keySets?: Readonly<Record<string, KeySet>>;
  /** Knows API keys beside those that the settings list. */
  readonly apiKeys?: ApiKeys;
  /** Whether a session is over, so that access tokens of it are refused before they expire. */
  readonly isEnded?: (sessionId: string) => boolean;
  readonly signingKey: string | undefined;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** The kinds of credentials that the settings accept. Throws ConfigurationError for an issuer without keys. */
export function credentialKinds(
  settings: AuthenticationSettings,
  tables: RoleTables,
  ports: CredentialPorts,
): readonly CredentialKind[] {
  const { log, clock = Date.now, isEnded = () => false } = ports;
  const issuers = settings.issuers.map((issuer): Issuer => ({ ...issuer, keySet: keySetOf(issuer, ports.keySets) }));
  const tokenHeaders = [...new Set(issuers.map(({ headerName }) => headerName))];
  const tokens = tokenHeaders.map((headerName) => {
    const ofHeader = issuers.filter((issuer) => issuer.headerName === headerName);
    return accessTokens(headerName, ofHeader, tables, { isEnded, log, clock });
  });

  const knownKeys = [
    ...(settings.apiKeys.keys.length > 0 ? [listedApiKeys(settings.apiKeys.keys)] : []),
    ...(ports.apiKeys ? [ports.apiKeys] : []),
  ];
  const keys = knownKeys.length > 0 ? [apiKeys(apiKeysOfAll(knownKeys), settings.apiKeys, tables, { log, clock })] : [];
  const services = serviceIdentities(settings.services, ports.signingKey);
  return [...tokens, ...keys, services];
}

function keySetOf({ issuer, keys }: IssuerSettings, handedOver: CredentialPorts["keySets"] = {}): KeySet {
  const { url, file, jwks, secret, refreshSeconds } = keys;
  if (url !== undefined) return cachedKeySet(keysByUrl(url), { refreshSeconds });
  if (file !== undefined) return cachedKeySet(keysByFile(file), { refreshSeconds });
  if (jwks !== undefined) return fixedKeySet(jwks as unknown as JSONWebKeySet);
  if (secret !== undefined) return sharedSecret(secret);
  if (Object.hasOwn(handedOver, issuer)) return handedOver[issuer]!;
  throw new ConfigurationError(`authentication.issuers: no keys are given for ${issuer}`);
}
