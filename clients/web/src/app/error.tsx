"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { useProblemWords } from "../chrome/ProblemWords.tsx";
import { Button, ButtonLink } from "../design/Button.tsx";

/** Stands in for a page that could not be made. */
export default function PageProblem({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  reset: () => void;
}) {
  const words = useProblemWords();
  const router = useRouter();
  const [isTrying, startTrying] = useTransition();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5 py-12">
      <h1 ref={heading} tabIndex={-1} className="text-3xl outline-none">
        {words?.title}
      </h1>
      <p>{words?.text}</p>
      {error.digest && (
        <p className="text-sm text-muted">
          {words?.reference}: {error.digest}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          aria-disabled={isTrying}
          onClick={() =>
            startTrying(() => {
              router.refresh();
              reset();
            })
          }
        >
          {words?.tryAgain}
        </Button>
        <ButtonLink href="/" look="secondary" prefetch={false}>
          {words?.home}
        </ButtonLink>
      </div>
    </div>
  );
}
