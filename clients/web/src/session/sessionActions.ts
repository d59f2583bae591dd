"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { guarded } from "../account/guarded.ts";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { Login, Logout, Register } from "../graph/generated/documents.ts";
import { formatDateTime } from "../locale/format.ts";
import { speak } from "../locale/speak.ts";
import { ownPath } from "../security/ownPath.ts";
import { forgetGuestCart, forgetSession, guestCartId, keepSession, refreshToken } from "./session.ts";
import type { Tokens } from "./tokens.ts";

const text = z.string().catch("");
const loginForm = z.object({ email: text, password: text, to: text });
const registerForm = loginForm.extend({ displayName: text });

/** Signs in; the guest's cart joins the customer's own. Goes on to `to`. */
export async function login(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email, password, to } = loginForm.parse(Object.fromEntries(form));
  const { locale, words } = await speak();
  const { problems } = words.account;
  const values = { email };
  const missing = { ...(email ? {} : { email: problems.needed }), ...(password ? {} : { password: problems.needed }) };
  if (Object.keys(missing).length > 0) return { values, problems: missing };

  const answer = await guarded(async () =>
    change(Login, { input: { email, password, cartId: (await guestCartId()) ?? null } }),
  );
  if ("problem" in answer) return { values, problems: {}, problem: answer.problem };
  const result = answer.data.login;
  if (result.__typename === "Session") return begin(result, to);
  if (result.__typename === "AccountLocked") {
    return { values, problems: {}, problem: problems.locked(formatDateTime(result.lockedUntil, locale)) };
  }
  return { values, problems: {}, problem: problems[result.__typename] };
}

/** Makes an account and signs in, with the guest's cart. Goes on to `to`. */
export async function register(_before: Outcome, form: FormData): Promise<Outcome> {
  const { email, password, displayName, to } = registerForm.parse(Object.fromEntries(form));
  const { problems } = (await speak()).words.account;
  const values = { email, displayName };
  const missing = {
    ...(displayName.trim() ? {} : { displayName: problems.needed }),
    ...(email.includes("@") ? {} : { email: problems.email }),
    ...(password ? {} : { password: problems.needed }),
  };
  if (Object.keys(missing).length > 0) return { values, problems: missing };

  const answer = await guarded(async () =>
    change(Register, { input: { email, password, displayName, cartId: (await guestCartId()) ?? null } }),
  );
  if ("problem" in answer) return { values, problems: {}, problem: answer.problem };
  const result = answer.data.register;
  switch (result.__typename) {
    case "Session":
      return begin(result, to);
    case "EmailTaken":
      return { values, problems: { email: problems.EmailTaken } };
    case "WeakPassword":
      return { values, problems: { password: problems.WeakPassword } };
    case "InvalidInput": {
      const field = result.path?.at(-1) ?? "";
      return field in { email, displayName }
        ? { values, problems: { [field]: field === "email" ? problems.email : problems.invalid } }
        : { values, problems: {}, problem: problems.invalid };
    }
    default:
      return { values, problems: {}, problem: problems.TryAgainLater };
  }
}

/** Ends the session, here and at the graph. */
export async function logout(): Promise<void> {
  const token = await refreshToken();
  await forgetSession();
  // Signed out here whatever the graph says; a session that it could not end runs out by itself.
  if (token) await guarded(() => change(Logout, { input: { refreshToken: token } }));
  redirect("/");
}

async function begin(tokens: Tokens, to: string): Promise<never> {
  await keepSession(tokens);
  await forgetGuestCart();
  redirect(ownPath(to || "/account"));
}
