import type { Metadata } from "next";
import { askAsCustomer } from "../../../account/askAsCustomer.ts";
import { savePreferences } from "../../../account/notificationActions.ts";
import { PreferencesForm } from "../../../account/PreferencesForm.tsx";
import { requireSignedIn } from "../../../account/signedIn.ts";
import { Notice } from "../../../design/Notice.tsx";
import { NotificationPreferences } from "../../../graph/generated/documents.ts";
import { speak } from "../../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.messages.title, robots: { index: false } };
}

export default async function NotificationsPage() {
  await requireSignedIn();
  const [{ words }, answer] = await Promise.all([speak(), askAsCustomer(NotificationPreferences, {})]);
  const texts = words.account.messages;
  const preferences = answer?.data.notificationPreferences;
  const kinds = [...new Set(preferences?.map(({ kind }) => kind))];
  return (
    <>
      <div>
        <h1 className="text-3xl">{texts.title}</h1>
        <p className="mt-1 text-muted">{texts.text}</p>
      </div>
      {preferences ? (
        <PreferencesForm
          action={savePreferences}
          groups={kinds.map((kind) => ({
            title: texts.kinds[kind],
            preferences: preferences
              .filter((each) => each.kind === kind)
              .map(({ channel, enabled, mandatory }) => ({
                name: `${kind}.${channel}`,
                label: texts.channels[channel],
                enabled,
                mandatory,
              })),
          }))}
          words={{ save: texts.save, mandatory: texts.mandatory }}
        />
      ) : (
        <Notice look="warning">{words.account.unavailable}</Notice>
      )}
    </>
  );
}
