import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AccountNavigation } from "../../account/AccountNavigation.tsx";
import { Button } from "../../design/Button.tsx";
import { speak } from "../../locale/speak.ts";
import { logout } from "../../session/sessionActions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.navigation.label, robots: { index: false } };
}

export default async function AccountLayout({ children }: { readonly children: ReactNode }) {
  const { account } = (await speak()).words;
  const { label, overview, orders, addresses, profile, notifications } = account.navigation;
  return (
    <div className="grid gap-8 lg:grid-cols-[14rem_1fr]">
      <div className="grid content-start gap-2">
        <AccountNavigation
          label={label}
          links={[
            { path: "/account", text: overview },
            { path: "/account/orders", text: orders },
            { path: "/account/addresses", text: addresses },
            { path: "/account/profile", text: profile },
            { path: "/account/notifications", text: notifications },
          ]}
        />
        <form action={logout}>
          <Button type="submit" look="plain" className="!px-4">
            {account.signOut}
          </Button>
        </form>
      </div>
      <div className="grid min-w-0 content-start gap-8">{children}</div>
    </div>
  );
}
