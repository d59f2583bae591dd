import type { ImportNotice, ImportProgress, ImportSummary } from "@angidi/catalog";

const barWidth = 30;
const plainStep = 10;
const clearLine = "\r\x1b[K";

/** A bar on a terminal, a line for every tenth elsewhere. */
export function importProgressOn(stream: NodeJS.WriteStream) {
  let shown = "";
  return {
    show({ phase, bytesRead, totalBytes, products }: ImportProgress): void {
      const share = totalBytes === 0 ? 1 : Math.min(1, bytesRead / totalBytes);
      const done = phase === "importing" ? ` · ${counted(products, "product")}` : "";
      if (stream.isTTY) {
        const filled = Math.round(share * barWidth);
        const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
        stream.write(`${clearLine}${phase.padEnd(10)}${bar} ${Math.floor(share * 100)} %${done}`);
        return;
      }
      const line = `${phase} ${Math.floor((share * 100) / plainStep) * plainStep} %`;
      if (line !== shown) stream.write(`${line}${done}\n`);
      shown = line;
    },
    /** Takes the bar away. */
    end(): void {
      if (stream.isTTY) stream.write(clearLine);
    },
  };
}

/** What came of an import, with the lines of the file that need a look. */
export function importSummaryText(summary: ImportSummary): string {
  const { created, updated, unchanged, skipped, stockSet } = summary;
  return [
    `${counted(created, "product")} created, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped; ` +
      `stock of ${counted(stockSet, "SKU")} set`,
    ...notices("warning", summary.warnings, summary.warningCount),
    ...notices("error", summary.errors, summary.errorCount),
  ].join("\n");
}

function notices(kind: string, kept: readonly ImportNotice[], count: number): string[] {
  if (count === 0) return [];
  const rest = count - kept.length;
  return [
    `${counted(count, kind)}:`,
    ...kept.map(({ line, message }) => `  line ${line}: ${message}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
