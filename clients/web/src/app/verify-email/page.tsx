import type { Metadata } from "next";
import { requireSignedIn } from "../../account/signedIn.ts";
import { verifyEmail } from "../../account/verificationActions.ts";
import { EntryForm } from "../../design/EntryForm.tsx";
import { speak } from "../../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.verification.title, robots: { index: false } };
}

/** Where the link of the message leads. It takes a press of a button: programs that look at mails follow links. */
export default async function VerifyEmailPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}) {
  await requireSignedIn();
  const [{ token }, { words }] = await Promise.all([searchParams, speak()]);
  const texts = words.account.verification;
  return (
    <div className="mx-auto grid max-w-md gap-6 py-4 sm:py-10">
      <h1 className="text-3xl">{texts.title}</h1>
      <p className="text-muted">{texts.text}</p>
      <EntryForm
        action={verifyEmail}
        entries={[]}
        hidden={{ token: [token].flat()[0] ?? "" }}
        submit={texts.confirm}
        notSent={words.chrome.offline.notSent}
      />
    </div>
  );
}
