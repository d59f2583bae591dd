import type { OrderContentFragment, OrderStatus } from "../graph/generated/operations.ts";
import { formatMoney } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

/** Something that happened to an order, in words. */
export interface Happening {
  readonly key: string;
  readonly at: string;
  readonly text: string;
  /** What was said about it: a note, a reason. */
  readonly remark: string | null;
  /** Its place in the timeline, of a change of the status. */
  readonly sequence: number | null;
  readonly status: OrderStatus | null;
}

type Entry = OrderContentFragment["history"]["edges"][number]["node"];

/**
 * All that happened to an order, in words, oldest first. Changes of the status carry the sequence that the live events have,
 * so that an event that is here already is known; where the history does not reach, the timeline fills in.
 */
export function happeningsOf(
  { timeline, history }: Pick<OrderContentFragment, "timeline" | "history">,
  words: Messages["purchase"]["order"],
  locale: Locale,
): readonly Happening[] {
  let told = 0;
  const entries = history.edges.flatMap(({ node }): Happening[] => {
    const text = textOf(node, words, locale);
    const sequence = node.kind === "STATUS" ? (timeline[told++]?.sequence ?? null) : null;
    if (!text) return [];
    const remark = ["NOTE", "CANCELLATION", "RETURN"].includes(node.kind) ? node.text : null;
    return [{ key: `history-${node.position}`, at: node.at, text, remark, sequence, status: node.status }];
  });
  return [...entries, ...timeline.slice(told).map((change) => statusHappening(change, words.status))];
}

/** A change of the status as a happening. */
export function statusHappening(
  { sequence, status, at }: { readonly sequence: number; readonly status: OrderStatus; readonly at: string },
  names: Readonly<Record<OrderStatus, string>>,
): Happening {
  return { key: `status-${sequence}`, at, text: names[status], remark: null, sequence, status };
}

/** Null for what a shopper need not know. */
function textOf(entry: Entry, words: Messages["purchase"]["order"], locale: Locale): string | null {
  const { history } = words;
  const state = entry.state ?? "";
  const amount = entry.amount && formatMoney(entry.amount, locale);
  switch (entry.kind) {
    case "STATUS":
      return entry.status && words.status[entry.status];
    case "PAYMENT": {
      const text = history.payment[state] ?? null;
      return text && amount ? history.withAmount(text, amount) : text;
    }
    case "REFUND":
      return amount && history.refund(amount, state === "SUCCEEDED" || state === "REFUNDED");
    case "PARCEL":
      return history.parcel[state] ?? null;
    case "RETURN":
      return `${words.returns}: ${words.returnStatus[state as keyof typeof words.returnStatus] ?? state}`;
    case "EDIT":
      return history.edit[state] ?? null;
    case "CANCELLATION":
      return state === "REQUESTED" ? history.cancellation : null;
    case "CLAIM":
      return history.claim;
    case "NOTE":
      return history.note;
    default:
      return null;
  }
}
