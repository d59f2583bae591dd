import { placement } from "./placement.ts";
import { refund } from "./refund.ts";
import { returning } from "./return.ts";

/** Every saga of an order, by its name. */
export const sagas = { placement, refund, return: returning };
export type Sagas = typeof sagas;
