import type { Role } from "@angidi/subgraph";

/** A user as everybody who may see one sees it. Holds nothing secret. */
export interface User {
  readonly id: string;
  /** Normalised by `parseEmail`. */
  readonly email: string;
  /** Whether they have shown that it is theirs. */
  readonly emailVerified: boolean;
  readonly displayName: string;
  /** In the platform's order of roles; CUSTOMER is always among them. */
  readonly roles: readonly Role[];
  /** Codes of the customer groups that staff put them in, in alphabetical order. */
  readonly customerGroups: readonly string[];
}
