/**
 * The storefront's cookies. All are HttpOnly: nothing in the browser can read them, so there is no token that a script
 * could steal. SameSite=Lax keeps them off requests that other sites make with side effects.
 */
export const cookieNames = {
  /** The access token, a JWT of some minutes. */
  access: "angidi_access",
  /** The refresh token; each can be used once. */
  refresh: "angidi_refresh",
  /** Says that a session ended without the shopper's doing, for the sign-in page to tell. */
  ended: "angidi_ended",
  /** The fingerprint of an access token that the graph gave for one that it had refused: it is not to refuse it again. */
  renewed: "angidi_renewed",
  /** A guest's cart: its id is the right to it. */
  cart: "angidi_cart",
  /** The language that was chosen, a BCP 47 tag. */
  locale: "angidi_locale",
  /** light or dark, where the shopper chose; else the device's own. */
  theme: "angidi_theme",
} as const;

const day = 24 * 60 * 60;

/** In seconds, how long each is kept. */
const lifetimes: Readonly<Record<keyof typeof cookieNames, number>> = {
  access: day,
  refresh: 30 * day,
  ended: 15 * 60,
  renewed: 60,
  cart: 90 * day,
  locale: 365 * day,
  theme: 365 * day,
};

/** What a cookie is set with. `isSecure`: over https alone, which is so everywhere but on the own machine. */
export function cookieOptions(name: keyof typeof cookieNames, isSecure: boolean) {
  return { httpOnly: true, sameSite: "lax", secure: isSecure, path: "/", maxAge: lifetimes[name] } as const;
}
