"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { SetNotificationPreference } from "../graph/generated/documents.ts";
import type { NotificationChannel, NotificationKind } from "../graph/generated/operations.ts";
import { speak } from "../locale/speak.ts";
import { guarded } from "./guarded.ts";

/** As `preferenceName` writes it, with whether it was on: KIND.CHANNEL.on. */
const shown = z.string().regex(/^[A-Z_]+\.[A-Z_]+\.(on|off)$/);
/** There are kinds times channels of them; a form with more is none of ours. */
const mostShown = 100;

/** Sets the switches of the form that were changed; boxes that are not ticked are not sent, so the form names all it has. */
export async function savePreferences(_before: Outcome, form: FormData): Promise<Outcome> {
  const { problems, saved } = (await speak()).words.account;
  const all = z.array(shown).max(mostShown).safeParse(form.getAll("shown"));
  if (!all.success) return { values: {}, problems: {}, problem: problems.invalid };
  const ticked = new Set(form.getAll("on"));
  const changed = all.data.flatMap((entry) => {
    const [kind = "", channel = "", was] = entry.split(".");
    const enabled = ticked.has(`${kind}.${channel}`);
    return enabled === (was === "on")
      ? []
      : [{ kind: kind as NotificationKind, channel: channel as NotificationChannel, enabled }];
  });
  const answer = await guarded(() => Promise.all(changed.map((input) => change(SetNotificationPreference, { input }))));
  revalidatePath("/account/notifications");
  return "problem" in answer
    ? { values: {}, problems: {}, problem: answer.problem }
    : { values: {}, problems: {}, done: saved };
}
