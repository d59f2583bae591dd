import { BoundedCache } from "../boundedCache.ts";
import type { Allowances, Claim, PacedRule, Taken } from "./rateLimitsAllowances.ts";
import { waitFor } from "./rateLimitsPace.ts";

/** When a key's points are all back, by the clock. */
interface Account {
  fullAt: number;
}

/** Allowances of this process alone, for so many keys of each rule. The clock gives milliseconds and never goes back. */
export function allowancesInMemory(keys: number, clock: () => number = () => performance.now()): Allowances {
  const accountsOf = new Map<PacedRule, BoundedCache<Account>>();

  function accountOf({ rule, who }: Claim): Account {
    let accounts = accountsOf.get(rule);
    if (!accounts) {
      accounts = new BoundedCache(keys);
      accountsOf.set(rule, accounts);
    }
    let account = accounts.get(who);
    if (!account) {
      account = { fullAt: 0 };
      accounts.set(who, account);
    }
    return account;
  }

  return {
    wait(rule, who) {
      const account = accountsOf.get(rule)?.get(who);
      return account ? waitFor(1, debtOf(account, clock()), rule.pace) : 0;
    },

    take(claims): Taken {
      const now = clock();
      const accounts = claims.map(accountOf);
      const debts = accounts.map((account) => debtOf(account, now));
      for (let index = 0; index < claims.length; index++) {
        const { rule, points } = claims[index]!;
        const { mostDebt, blockedDebt } = rule.pace;
        if (waitFor(points, debts[index]!, rule.pace) === 0) continue;
        // What is blocked already stays so no longer for being tried again.
        if (blockedDebt > 0 && debts[index]! <= mostDebt) {
          debts[index] = blockedDebt;
          accounts[index]!.fullAt = now + blockedDebt;
        }
        return { refused: claims[index], debts };
      }
      for (let index = 0; index < claims.length; index++) {
        const { rule, points } = claims[index]!;
        debts[index]! += points * rule.pace.millisecondsPerPoint;
        accounts[index]!.fullAt = now + debts[index]!;
      }
      return { refused: undefined, debts };
    },

    charge(claims) {
      const now = clock();
      for (const claim of claims) {
        const { millisecondsPerPoint, mostDebt } = claim.rule.pace;
        const account = accountOf(claim);
        const debt = debtOf(account, now);
        account.fullAt = now + Math.max(debt, Math.min(debt + claim.points * millisecondsPerPoint, mostDebt));
      }
    },

    close() {
      accountsOf.clear();
    },
  };
}

function debtOf({ fullAt }: Account, now: number): number {
  return Math.max(0, fullAt - now);
}
