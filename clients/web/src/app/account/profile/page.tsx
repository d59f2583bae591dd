import type { Metadata } from "next";
import { askAsCustomer } from "../../../account/askAsCustomer.ts";
import { changeName, changePassword } from "../../../account/profileActions.ts";
import { requireSignedIn } from "../../../account/signedIn.ts";
import { EntryForm } from "../../../design/EntryForm.tsx";
import { Notice } from "../../../design/Notice.tsx";
import { AccountProfile } from "../../../graph/generated/documents.ts";
import { speak } from "../../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.profile.title, robots: { index: false } };
}

export default async function ProfilePage() {
  await requireSignedIn();
  const [{ words }, answer] = await Promise.all([speak(), askAsCustomer(AccountProfile, {})]);
  const texts = words.account;
  if (!answer?.data.me) return <Notice look="warning">{texts.unavailable}</Notice>;
  const { displayName, email } = answer.data.me;
  const { notSent } = words.chrome.offline;
  return (
    <>
      <h1 className="text-3xl">{texts.profile.title}</h1>
      <section aria-labelledby="name" className="grid max-w-lg gap-4">
        <h2 id="name" className="text-xl">
          {texts.profile.name}
        </h2>
        <p className="break-words">
          {email} <span className="block text-sm text-muted">{texts.profile.emailHint}</span>
        </p>
        <EntryForm
          action={changeName}
          entries={[
            {
              name: "displayName",
              label: texts.displayName,
              autoComplete: "name",
              required: true,
              maxLength: 100,
              value: displayName,
            },
          ]}
          submit={texts.profile.save}
          notSent={notSent}
        />
      </section>
      <section aria-labelledby="password" className="grid max-w-lg gap-4">
        <h2 id="password" className="text-xl">
          {texts.profile.password}
        </h2>
        <EntryForm
          action={changePassword}
          entries={[
            {
              name: "currentPassword",
              label: texts.profile.current,
              type: "password",
              autoComplete: "current-password",
              required: true,
            },
            {
              name: "newPassword",
              label: texts.profile.next,
              type: "password",
              autoComplete: "new-password",
              required: true,
              minLength: 8,
              hint: texts.passwordHint,
            },
          ]}
          submit={texts.profile.change}
          notSent={notSent}
        />
      </section>
    </>
  );
}
