import {
  type ProviderPage,
  type ProviderPayment,
  type ProviderRange,
  ProviderUnavailable,
} from "../paymentProvider.ts";
import type { PayPalClient } from "./client.ts";
import { type PayPalCapture, type PayPalOrder, paymentOf } from "./orders.ts";

interface TransactionsPage {
  readonly page?: number;
  readonly total_pages?: number;
  readonly transaction_details?: readonly {
    readonly transaction_info?: { readonly transaction_id?: string; readonly transaction_event_code?: string };
  }[];
}

/** Payments received; T11 are what went back, and other groups are the account's own business. */
const payments = /^T00/;
const pageSize = 50;

/**
 * The payments of a time that were captured: PayPal lists transactions (Transaction Search v1), not orders, and
 * nothing that is only held; each is looked up by its order. What happened in the last three hours may be missing
 * there, and a time may be of 31 days at most.
 */
export async function listPayPal(client: PayPalClient, { from, to, after }: ProviderRange): Promise<ProviderPage> {
  const page = Number(after ?? 1);
  const query = new URLSearchParams({
    start_date: from.toISOString(),
    // Theirs includes the last moment, ours does not.
    end_date: new Date(to.getTime() - 1).toISOString(),
    fields: "transaction_info",
    page_size: String(pageSize),
    page: String(page),
  });
  const listed = await done<TransactionsPage>(client, `/v1/reporting/transactions?${query}`);
  const found: ProviderPayment[] = [];
  for (const { transaction_info: info } of listed.transaction_details ?? []) {
    if (!info?.transaction_id || !payments.test(info.transaction_event_code ?? "")) continue;
    const reference = await orderOfCapture(client, info.transaction_id);
    if (reference) found.push(paymentOf(await done<PayPalOrder>(client, `/v2/checkout/orders/${reference}`)));
  }
  return { payments: found, next: page < (listed.total_pages ?? 1) ? String(page + 1) : null };
}

/** The order that a capture belongs to; null for money that came another way. */
export async function orderOfCapture(client: PayPalClient, captureId: string): Promise<string | null> {
  const answer = await client.get<PayPalCapture>(`/v2/payments/captures/${encodeURIComponent(captureId)}`);
  return answer.kind === "done" ? (answer.body.supplementary_data?.related_ids?.order_id ?? null) : null;
}

async function done<Body>(client: PayPalClient, path: string): Promise<Body> {
  const answer = await client.get<Body>(path);
  if (answer.kind === "done") return answer.body;
  throw new ProviderUnavailable(`PayPal does not list: ${answer.issue}`);
}
