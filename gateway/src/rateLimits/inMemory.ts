import { BoundedCache } from "../boundedCache.ts";
import type { Allowances, Claim, PacedRule, Taken } from "./allowances.ts";
import { type Pace, waitFor } from "./pace.ts";

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
        if (waitFor(points, debts[index]!, rule.pace) === 0) continue;
        debts[index] = blocked(debts[index]!, rule.pace);
        accounts[index]!.fullAt = now + debts[index]!;
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
        const { pace } = claim.rule;
        const account = accountOf(claim);
        const before = debtOf(account, now);
        const after = before + claim.points * pace.millisecondsPerPoint;
        account.fullAt = now + (after > pace.mostDebt ? blocked(Math.max(before, pace.mostDebt), pace) : after);
      }
    },

    close() {
      accountsOf.clear();
    },
  };
}

/** What is blocked already stays so no longer for being tried again. */
function blocked(debt: number, { mostDebt, blockedDebt }: Pace): number {
  return debt <= mostDebt ? Math.max(debt, blockedDebt) : debt;
}

function debtOf({ fullAt }: Account, now: number): number {
  return Math.max(0, fullAt - now);
}
