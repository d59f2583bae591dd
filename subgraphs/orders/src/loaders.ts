import DataLoader from "dataloader";
import type { Place } from "./data/orderLists.ts";
import type { Fulfilment } from "./domain/fulfilment.ts";
import type { OrderHead, OrderLine, TimelineEntry } from "./domain/order.ts";
import type { OrderKey } from "./domain/orderId.ts";
import type { Ports } from "./ports.ts";

/** Some customer's orders: who, how many, and from where on. */
export interface OrdersPage {
  readonly customerId: string;
  readonly limit: number;
  readonly after: Place | null;
}

/** What resolvers read, each kind for all parents of a list by one statement. */
export interface Loaders {
  readonly orderByKey: DataLoader<OrderKey, OrderHead | null>;
  readonly linesByOrder: DataLoader<OrderKey, OrderLine[]>;
  readonly timelineByOrder: DataLoader<OrderKey, TimelineEntry[]>;
  readonly fulfilmentsByOrder: DataLoader<OrderKey, Fulfilment[]>;
  readonly ordersByCustomer: DataLoader<OrdersPage, OrderHead[]>;
}

/** Nothing is remembered: a subscription is one request that lasts, and must see its order move on. */
const batched = { cache: false } as const;

export function makeLoaders({ lists, fulfilments }: Ports): Loaders {
  return {
    orderByKey: new DataLoader((keys) => lists.heads(keys), batched),
    linesByOrder: new DataLoader((keys) => lists.linesOf(keys), batched),
    timelineByOrder: new DataLoader((keys) => lists.timelinesOf(keys), batched),
    fulfilmentsByOrder: new DataLoader((keys) => fulfilments.ofOrders(keys), batched),
    ordersByCustomer: new DataLoader((pages) => pagesOf(lists, pages), batched),
  };
}

/** Pages asked for by one field of one request differ by customer alone, so this is one statement; by aliases, a few. */
async function pagesOf(lists: Ports["lists"], pages: readonly OrdersPage[]): Promise<OrderHead[][]> {
  const shape = ({ limit, after }: OrdersPage) => JSON.stringify([limit, after]);
  const answers = new Map<OrdersPage, OrderHead[]>();
  await Promise.all(
    [...Map.groupBy(pages, shape).values()].map(async (alike) => {
      const { limit, after } = alike[0]!;
      const customers = [...new Set(alike.map(({ customerId }) => customerId))];
      const found = await lists.ofCustomers(customers, limit, after);
      for (const page of alike) answers.set(page, found[customers.indexOf(page.customerId)]!);
    }),
  );
  return pages.map((page) => answers.get(page)!);
}
