import DataLoader from "dataloader";
import type { OrderFilter, Place } from "./data/orderLists.ts";
import type { Fulfilment } from "./domain/fulfilment.ts";
import type { OrderHead, OrderLine, TimelineEntry } from "./domain/order.ts";
import type { OrderKey } from "./domain/orderId.ts";
import type { OrderReturn } from "./domain/orderReturn.ts";
import type { HistoryEntry } from "./domain/timeline.ts";
import type { Ports } from "./ports.ts";

/** Some customer's orders: who, how many, and from where on. */
export interface OrdersPage {
  readonly customerId: string;
  readonly filter: OrderFilter;
  readonly limit: number;
  readonly after: Place | null;
}

/** Some order's history: from where on, and how much of it. */
export interface HistoryPage {
  readonly order: OrderKey;
  readonly limit: number;
  readonly after: number;
  readonly forStaff: boolean;
}

/** Some order's notes. */
export interface NotesOf {
  readonly order: OrderKey;
  readonly forStaff: boolean;
}

/** What resolvers read, each kind for all parents of a list by one statement. */
export interface Loaders {
  readonly orderByKey: DataLoader<OrderKey, OrderHead | null>;
  readonly linesByOrder: DataLoader<OrderKey, OrderLine[]>;
  readonly timelineByOrder: DataLoader<OrderKey, TimelineEntry[]>;
  readonly fulfilmentsByOrder: DataLoader<OrderKey, Fulfilment[]>;
  readonly returnsByOrder: DataLoader<OrderKey, OrderReturn[]>;
  readonly historyByOrder: DataLoader<HistoryPage, HistoryEntry[]>;
  readonly notesByOrder: DataLoader<NotesOf, HistoryEntry[]>;
  readonly ordersByCustomer: DataLoader<OrdersPage, OrderHead[]>;
}

/** Nothing is remembered: a subscription is one request that lasts, and must see its order move on. */
const batched = { cache: false } as const;

export function makeLoaders({ lists, timeline, fulfilments, returns }: Ports): Loaders {
  return {
    orderByKey: new DataLoader((keys) => lists.heads(keys), batched),
    linesByOrder: new DataLoader((keys) => lists.linesOf(keys), batched),
    timelineByOrder: new DataLoader((keys) => lists.timelinesOf(keys), batched),
    fulfilmentsByOrder: new DataLoader((keys) => fulfilments.ofOrders(keys), batched),
    returnsByOrder: new DataLoader((keys) => returns.ofOrders(keys), batched),
    historyByOrder: alike(
      ({ limit, after, forStaff }) => [limit, after, forStaff],
      (pages, page) => timeline.ofOrders(ordersOf(pages), page),
    ),
    notesByOrder: alike(
      ({ forStaff }) => [forStaff],
      (all, { forStaff }) => timeline.notesOf(ordersOf(all), forStaff),
    ),
    ordersByCustomer: alike(
      ({ limit, after, filter }) => [limit, after, filter],
      async (pages, { limit, after, filter }) => {
        const customers = [...new Set(pages.map(({ customerId }) => customerId))];
        const found = await lists.ofCustomers(customers, filter, limit, after);
        return pages.map(({ customerId }) => found[customers.indexOf(customerId)]!);
      },
    ),
  };
}

const ordersOf = (wanted: readonly { readonly order: OrderKey }[]) => wanted.map(({ order }) => order);

/**
 * A loader of what is asked for alike but for whose it is: by one field of one request that is one statement, by aliases
 * a few. `shape` is what has to be alike.
 */
function alike<Wanted, Found>(
  shape: (wanted: Wanted) => readonly unknown[],
  read: (all: readonly Wanted[], first: Wanted) => Promise<Found[]>,
): DataLoader<Wanted, Found> {
  return new DataLoader<Wanted, Found>(async (wanted) => {
    const answers = new Map<Wanted, Found>();
    await Promise.all(
      [...Map.groupBy(wanted, (one) => JSON.stringify(shape(one))).values()].map(async (all) => {
        const found = await read(all, all[0]!);
        for (const [index, one] of all.entries()) answers.set(one, found[index]!);
      }),
    );
    return wanted.map((one) => answers.get(one)!);
  }, batched);
}
