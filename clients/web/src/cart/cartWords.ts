import type { Messages } from "../locale/messages/index.ts";

/** The words of the cart that the browser has: texts alone. */
export type CartWords = Messages["purchase"]["cart"];
