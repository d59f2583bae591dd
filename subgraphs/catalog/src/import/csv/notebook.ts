import type { ImportedProduct, ReadGroup } from "../importedProduct.ts";
import type { ImportNotice } from "../report.ts";

/** Collects what is to be told of one product's rows, in sentences about a row. */
export class Notebook {
  readonly #warnings: ImportNotice[] = [];
  readonly #errors: ImportNotice[] = [];

  /** The row was taken otherwise than it stands there. */
  warn({ line }: { readonly line: number }, what: string): void {
    this.#warnings.push({ line, message: `The row ${what}.` });
  }

  /** The row was not taken. */
  fail({ line }: { readonly line: number }, what: string): void {
    this.#errors.push({ line, message: `The row ${what}.` });
  }

  with(product: ImportedProduct): ReadGroup {
    return { product, warnings: this.#warnings, errors: this.#errors };
  }

  without(): ReadGroup {
    return { product: null, warnings: this.#warnings, errors: this.#errors };
  }
}
