/** What one shopper does, one after the other. Picks are numbers from 0 to 1 that choose among what there is by then. */
export type ShopperOperation =
  | { readonly kind: "add"; readonly product: number; readonly quantity: number; readonly tabs: number }
  | { readonly kind: "set"; readonly pick: number; readonly quantity: number }
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "quote" }
  | { readonly kind: "read" }
  | { readonly kind: "register" }
  | {
      readonly kind: "place";
      readonly payment: Payment;
      readonly provider: Provider;
      /** Whether they come back to the shop from 3-D Secure; if not, the provider tells of it. */
      readonly comesBack: boolean;
      /** How many requests at once, by one key or each by its own. */
      readonly requests: number;
      readonly keys: "one" | "many";
    }
  | { readonly kind: "repeat"; readonly pick: number; readonly isChanged: boolean }
  | {
      readonly kind: "cancel";
      readonly pick: number;
      readonly requests: number;
      /** One piece of its first line, or all of the order. */
      readonly isPart: boolean;
    }
  | {
      readonly kind: "edit";
      readonly pick: number;
      readonly change: EditChange;
      readonly payment: Payment;
      readonly provider: Provider;
      readonly comesBack: boolean;
      readonly requests: number;
    }
  | { readonly kind: "saveForLater"; readonly pick: number }
  | { readonly kind: "moveToCart"; readonly pick: number }
  | { readonly kind: "claim"; readonly pick: number };

/** One piece more or less of its first line, or another product besides. */
export type EditChange = "more" | "less" | { readonly product: number };

export type Payment = "paid" | "declined" | "confirmed" | "refused" | "abandoned";

/** The one in the platform, or Stripe in the place of a company outside, which sends webhooks. */
export type Provider = "TEST" | "STRIPE";

/** How an event of Stripe comes to the platform: again, after later ones, not at all; or after one that is not Stripe's. */
export type Delivery = "once" | "twice" | "late" | "never" | "forged" | "stale";

/** What one of the staff does; orders are picked among all that were confirmed by then, newer ones more often. */
export type StaffOperation =
  | { readonly kind: "fulfil"; readonly pick: number; readonly isPart: boolean }
  | { readonly kind: "deliver"; readonly pick: number }
  | {
      readonly kind: "refund";
      readonly pick: number;
      readonly share: number;
      readonly restock: boolean;
      readonly requests: number;
    }
  | { readonly kind: "cancel"; readonly pick: number; readonly isPart: boolean }
  | { readonly kind: "edit"; readonly pick: number; readonly change: "less" }
  | {
      readonly kind: "return";
      readonly pick: number;
      readonly condition: "RESTOCK" | "WRITE_OFF";
      readonly requests: number;
    }
  | { readonly kind: "stock"; readonly onHand: number }
  | { readonly kind: "adjust"; readonly delta: number }
  | { readonly kind: "transfer"; readonly product: number; readonly quantity: number; readonly isBack: boolean }
  | { readonly kind: "policy"; readonly limit: number };
