"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { ChangePassword, UpdateProfile } from "../graph/generated/documents.ts";
import { formatDateTime } from "../locale/format.ts";
import { speak } from "../locale/speak.ts";
import { guarded } from "./guarded.ts";

const text = z.string().catch("");
const nameForm = z.object({ displayName: text });
const passwordForm = z.object({ currentPassword: text, newPassword: text });

/** Changes what the customer is called. */
export async function changeName(_before: Outcome, form: FormData): Promise<Outcome> {
  const values = nameForm.parse(Object.fromEntries(form));
  const { problems, saved } = (await speak()).words.account;
  if (!values.displayName.trim()) return { values, problems: { displayName: problems.needed } };
  const answer = await guarded(() => change(UpdateProfile, { input: values }));
  if ("problem" in answer) return { values, problems: {}, problem: answer.problem };
  if (answer.data.updateProfile.__typename === "InvalidInput") {
    return { values, problems: { displayName: problems.invalid } };
  }
  revalidatePath("/", "layout");
  return { values, problems: {}, done: saved };
}

/** Changes the password; the customer's other sessions end by it. */
export async function changePassword(_before: Outcome, form: FormData): Promise<Outcome> {
  const input = passwordForm.parse(Object.fromEntries(form));
  const { locale, words } = await speak();
  const { problems, profile } = words.account;
  const missing = {
    ...(input.currentPassword ? {} : { currentPassword: problems.needed }),
    ...(input.newPassword ? {} : { newPassword: problems.needed }),
  };
  if (Object.keys(missing).length > 0) return { values: {}, problems: missing };
  const answer = await guarded(() => change(ChangePassword, { input }));
  if ("problem" in answer) return { values: {}, problems: {}, problem: answer.problem };
  const result = answer.data.changePassword;
  switch (result.__typename) {
    case "PasswordChanged":
      return { values: {}, problems: {}, done: profile.changed };
    case "InvalidCredentials":
      return { values: {}, problems: { currentPassword: problems.wrongPassword } };
    case "WeakPassword":
      return { values: {}, problems: { newPassword: problems.WeakPassword } };
    case "AccountLocked":
      return { values: {}, problems: {}, problem: problems.locked(formatDateTime(result.lockedUntil, locale)) };
    default:
      return { values: {}, problems: {}, problem: problems.TryAgainLater };
  }
}
