"use server";

import { z } from "zod";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { VerifyEmail } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { guarded } from "./guarded.ts";

const input = z.object({ token: z.string().min(1).max(255) });

/** Confirms that the account's e-mail address is the shopper's own, by the token of the message that was sent there. */
export async function verifyEmail(_before: Outcome, form: FormData): Promise<Outcome> {
  const { verification } = (await speak()).words.account;
  const { success, data } = input.safeParse(Object.fromEntries(form));
  if (!success) return { values: {}, problems: {}, problem: verification.invalid };
  const answer = await guarded(() => change(VerifyEmail, { input: { token: data.token } }));
  if ("problem" in answer) return { values: {}, problems: {}, problem: answer.problem };
  return answer.data.verifyEmail.__typename === "EmailVerified"
    ? { values: {}, problems: {}, done: verification.done }
    : { values: {}, problems: {}, problem: verification.invalid };
}
