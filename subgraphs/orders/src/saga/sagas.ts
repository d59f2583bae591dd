import { edit } from "./edit.ts";
import { fulfilment } from "./fulfilment.ts";
import { placement } from "./placement.ts";
import { refund } from "./refund.ts";
import { returning } from "./return.ts";

/** Every saga of an order, by its name. */
export const sagas = { placement, edit, fulfilment, refund, return: returning };
export type Sagas = typeof sagas;
