import type { Role } from "@angidi/subgraph";

export const demoPassword = "angidi-demo";

/** Who can sign in to the demo store, all with the same password. */
export const demoAccounts: readonly {
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
}[] = [
  { email: "admin@angidi.test", displayName: "Ada Admin", roles: ["ADMIN"] },
  { email: "content@angidi.test", displayName: "Connie Content", roles: ["CONTENT_MANAGER"] },
  { email: "orders@angidi.test", displayName: "Otto Orders", roles: ["ORDER_PROCESSOR"] },
  { email: "moderator@angidi.test", displayName: "Mo Moderator", roles: ["MODERATOR"] },
  { email: "customer@angidi.test", displayName: "Cleo Customer", roles: ["CUSTOMER"] },
];
