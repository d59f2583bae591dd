"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The ways within the account; says which page one is on. Looked at in advance they would only be asked for in vain. */
export function AccountNavigation({
  label,
  links,
}: {
  readonly label: string;
  readonly links: readonly { readonly path: string; readonly text: string }[];
}) {
  const here = usePathname();
  const isHere = (path: string) => (path === "/account" ? here === path : here.startsWith(path));
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-1 lg:flex-col">
        {links.map(({ path, text }) => (
          <li key={path}>
            <Link
              href={path}
              prefetch={false}
              aria-current={isHere(path) ? "page" : undefined}
              className="flex min-h-11 items-center rounded-full px-4 hover:bg-raised aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold"
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
