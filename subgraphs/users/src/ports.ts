import type { Logger } from "pino";
import type { Store } from "./data/store.ts";
import type { AccessTokens } from "./services/accessTokens.ts";
import type { ApiKeySecrets } from "./services/apiKeySecrets.ts";
import type { Carts } from "./services/carts.ts";
import type { KeyPairs } from "./services/keyPairs.ts";
import type { Passwords } from "./services/passwords.ts";
import type { RefreshTokens } from "./services/refreshTokens.ts";
import type { SessionEndings } from "./services/sessionEndings.ts";
import type { VerificationTokens } from "./services/verificationTokens.ts";

/** All that the use cases stand on; each names the few that it uses. */
export interface Ports {
  readonly store: Store;
  readonly sessionEndings: SessionEndings;
  /** For how long access tokens of an ended session may still come. */
  readonly accessTokenLifetimeSeconds: number;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly apiKeySecrets: ApiKeySecrets;
  readonly verificationTokens: VerificationTokens;
  readonly keyPairs: KeyPairs;
  readonly carts: Carts;
  readonly clock: () => Date;
  readonly log: Logger;
}
