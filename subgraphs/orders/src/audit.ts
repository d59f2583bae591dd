import type { Discrepancy, Queryable } from "@angidi/datastores";
import { lineRules } from "./audit/lines.ts";
import { moneyRules } from "./audit/money.ts";
import { referenceRules } from "./audit/references.ts";
import type { AuditRule } from "./audit/rule.ts";
import { timelineRules } from "./audit/timeline.ts";
import { underWayRules } from "./audit/underWay.ts";

/** So many of each kind are told: whoever finds that many looks for one cause. */
const most = 100;

const rules: readonly AuditRule[] = [
  ...timelineRules,
  ...moneyRules,
  ...lineRules,
  ...referenceRules,
  ...underWayRules,
];

/**
 * What of the orders' books does not agree; nothing, unless there is a fault in the code. Each rule is read by one
 * statement, so by one snapshot: it may run while orders come in. Throws StoreUnavailable.
 */
export async function audit(database: Queryable): Promise<Discrepancy[]> {
  const found: Discrepancy[] = [];
  for (const { label, rule, text, values = [] } of rules) {
    const rows = await database.query<Omit<Discrepancy, "rule">>(label, `${text} LIMIT ${most}`, values);
    found.push(...rows.map(({ subject, detail }) => ({ rule, subject, detail })));
  }
  return found;
}
