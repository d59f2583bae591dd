import type { Role } from "@angidi/subgraph";

export const demoPassword = "angidi-demo";

export interface DemoAccount {
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The one that everybody knows unless said. */
  readonly password?: string;
}

/** Who can sign in to the demo store, all with the same password. The administrator comes first. */
export const demoAccounts: readonly DemoAccount[] = [
  { email: "admin@angidi.test", displayName: "Ada Admin", roles: ["ADMIN"] },
  { email: "content@angidi.test", displayName: "Connie Content", roles: ["CONTENT_MANAGER"] },
  { email: "orders@angidi.test", displayName: "Otto Orders", roles: ["ORDER_PROCESSOR"] },
  { email: "moderator@angidi.test", displayName: "Mo Moderator", roles: ["MODERATOR"] },
  { email: "customer@angidi.test", displayName: "Cleo Customer", roles: ["CUSTOMER"] },
];
