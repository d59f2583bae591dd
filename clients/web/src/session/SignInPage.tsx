import Link from "next/link";
import { redirect } from "next/navigation";
import { EntryForm } from "../design/EntryForm.tsx";
import type { Entry } from "../design/entries.ts";
import { Notice } from "../design/Notice.tsx";
import { speak } from "../locale/speak.ts";
import { ownPath } from "../security/ownPath.ts";
import { guestCartId, isSignedIn, sessionNews } from "./session.ts";
import { login, register } from "./sessionActions.ts";

/**
 * Where one signs in, or makes an account: the same page but for its fields. Who is signed in is sent on to `to`.
 */
export async function SignInPage({
  kind,
  to,
}: {
  readonly kind: "login" | "register";
  readonly to: string | undefined;
}) {
  const [{ words }, news, cartId, signedIn] = await Promise.all([speak(), sessionNews(), guestCartId(), isSignedIn()]);
  const goOn = to === undefined ? "/account" : ownPath(to);
  if (signedIn) redirect(goOn);
  const texts = words.account;
  const isNew = kind === "register";
  const email: Entry = {
    name: "email",
    label: texts.email,
    type: "email",
    autoComplete: isNew ? "email" : "username",
    required: true,
    maxLength: 254,
  };
  const password: Entry = {
    name: "password",
    label: texts.password,
    type: "password",
    autoComplete: isNew ? "new-password" : "current-password",
    required: true,
    ...(isNew ? { minLength: 8, hint: texts.passwordHint } : {}),
  };
  const name: Entry = {
    name: "displayName",
    label: texts.displayName,
    autoComplete: "name",
    required: true,
    maxLength: 100,
  };
  const other = { path: isNew ? "/login" : "/register", text: isNew ? texts.signIn : texts.register };
  return (
    <div className="mx-auto grid max-w-md gap-6 py-4 sm:py-10">
      <h1 className="text-3xl">{isNew ? texts.register : texts.signIn}</h1>
      {news && <Notice look={news === "ended" ? "information" : "warning"}>{texts[news]}</Notice>}
      {cartId && <p className="text-muted">{texts.cartComes}</p>}
      <EntryForm
        action={isNew ? register : login}
        entries={isNew ? [name, email, password] : [email, password]}
        hidden={{ to: goOn }}
        submit={isNew ? texts.register : texts.signIn}
        notSent={words.chrome.offline.notSent}
      />
      <p className="flex flex-wrap items-center gap-x-2 border-t border-line pt-5">
        {isNew ? texts.haveAccount : texts.newHere}
        <Link
          href={`${other.path}?to=${encodeURIComponent(goOn)}`}
          className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
        >
          {other.text}
        </Link>
      </p>
    </div>
  );
}
