import type { Settings } from "../domain/audience.ts";
import { readLocale } from "../domain/locale.ts";
import { isTimeZone } from "../domain/quietHours.ts";
import { type InvalidInput, invalidInput } from "../domain/refusal.ts";
import type { Ports } from "../ports.ts";

export interface SettingsDraft {
  readonly locale?: string | null;
  readonly phone?: string | null;
  readonly timeZone?: string | null;
  readonly quietHours?: { readonly from: string; readonly until: string } | null;
}

export type SaveSettingsResult = { readonly kind: "saved"; readonly settings: Settings } | InvalidInput;

/** Changes what a user set; what is left out stays, null takes it away. */
export async function saveSettings(
  { audience }: Pick<Ports, "audience">,
  userId: string,
  draft: SettingsDraft,
): Promise<SaveSettingsResult> {
  const settings = merge(await audience.settings(userId), draft);
  if ("kind" in settings) return settings;
  await audience.saveSettings(userId, settings);
  return { kind: "saved", settings };
}

function merge(current: Settings, draft: SettingsDraft): Settings | InvalidInput {
  const locale = typeof draft.locale === "string" ? readLocale(draft.locale) : kept(draft.locale, current.locale);
  if (typeof draft.locale === "string" && locale === null)
    return invalidInput(["locale"], "locale must be a language tag, such as en or de-AT");

  const phone = kept(draft.phone, current.phone);
  if (phone !== null && !/^\+[1-9]\d{6,14}$/.test(phone)) {
    return invalidInput(["phone"], "phone must be in E.164, such as +4915112345678");
  }
  const timeZone = kept(draft.timeZone, current.timeZone);
  if (timeZone !== null && !isTimeZone(timeZone)) {
    return invalidInput(["timeZone"], "timeZone must be a name of the IANA database, such as Europe/Berlin");
  }
  const quietHours = draft.quietHours
    ? readHours(draft.quietHours)
    : kept(draft.quietHours as null | undefined, current.quietHours);
  if (quietHours === "invalid") {
    return invalidInput(["quietHours"], "quietHours must be two different times of the day, such as 22:00 and 07:30");
  }
  if (quietHours !== null && timeZone === null) {
    return invalidInput(["timeZone"], "quietHours need a timeZone by whose clocks they count");
  }
  return { locale, phone, timeZone, quietHours };
}

function kept<Value>(given: Value | null | undefined, current: Value | null): Value | null {
  return given === undefined ? current : given;
}

function readHours({ from, until }: { readonly from: string; readonly until: string }) {
  const [start, end] = [minutesOf(from), minutesOf(until)];
  return start === null || end === null || start === end ? "invalid" : { from: start, until: end };
}

function minutesOf(time: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}
