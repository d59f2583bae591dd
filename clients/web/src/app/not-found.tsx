import type { Metadata } from "next";
import { ButtonLink } from "../design/Button.tsx";
import { speak } from "../locale/speak.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await speak()).words.chrome.problem.notFoundTitle, robots: { index: false } };
}

export default async function NotFound() {
  const { problem } = (await speak()).words.chrome;
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5 py-12">
      <h1 className="text-3xl">{problem.notFoundTitle}</h1>
      <p>{problem.notFoundText}</p>
      <ButtonLink href="/">{problem.home}</ButtonLink>
    </div>
  );
}
