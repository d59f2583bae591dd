import type { Metadata } from "next";
import { speak } from "../../locale/speak.ts";
import { SignInPage } from "../../session/SignInPage.tsx";

interface Properties {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.account.register, robots: { index: false } };
}

export default async function RegisterPage({ searchParams }: Properties) {
  const { to } = await searchParams;
  return <SignInPage kind="register" to={[to].flat()[0]} />;
}
