import { type FilterImplOptions, Liquid, LiquidError, type Template } from "liquidjs";
import type { MessageData } from "../domain/messageData.ts";
import type { TemplateText } from "../domain/template.ts";
import { formatMoney } from "./money.ts";

/** A template that cannot be rendered, and where: `part` is the field, the place counts from 1. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly part: keyof TemplateText;
  readonly line: number | null;
  readonly column: number | null;

  constructor(part: keyof TemplateText, error: Error) {
    // Liquid adds the place to its message; here it has fields of its own.
    super(error.message.replace(/, (file:.*?, )?line:\d+, col:\d+$/, ""), { cause: error });
    this.part = part;
    const [line, column] = error instanceof LiquidError ? error.token.getPosition() : [null, null];
    this.line = line ?? null;
    this.column = column ?? null;
  }
}

/** How a template is rendered. */
export interface RenderOptions {
  readonly locale: string;
  /** Whether a name that the data does not have is a fault; else it is empty. */
  readonly strict: boolean;
}

const limits = {
  /** Characters of a template. */
  parseLimit: 100_000,
  /** Milliseconds; a good template takes one. */
  renderLimit: 1_000,
  /** Roughly the bytes that a rendering may touch. */
  memoryLimit: 1_000_000,
};

/** Staff write templates, but a template reads what it is given and nothing else: no files, no other templates. */
const tagsThatReadFiles = ["include", "render", "layout", "block"];

const money: FilterImplOptions = function (this: { context: { getSync(path: string[]): unknown } }, value: unknown) {
  return formatMoney(value, String(this.context.getSync(["locale"])));
};

function engine(outputEscape?: "escape"): Liquid {
  const liquid = new Liquid({ ...limits, outputEscape, ownPropertyOnly: true, strictFilters: true, templates: {} });
  for (const tag of tagsThatReadFiles) delete liquid.tags[tag];
  // As Liquid has it, this filter would let a title's own markup through.
  liquid.registerFilter("raw", (value: unknown) => value);
  liquid.registerFilter("money", money);
  return liquid;
}

const plain = engine();
/** Whatever a template puts into HTML is escaped, and there is no way round that. */
const escaping = engine("escape");

/** What was parsed last: a shop has some dozens of templates, and each of its messages is made of one of them. */
const parsed = new WeakMap<Liquid, Map<string, Template[]>>([
  [plain, new Map()],
  [escaping, new Map()],
]);
const mostParsed = 500;

function parse(liquid: Liquid, text: string): Template[] {
  const known = parsed.get(liquid)!;
  const templates = known.get(text) ?? liquid.parse(text);
  if (known.size >= mostParsed) known.clear();
  known.set(text, templates);
  return templates;
}

/** Renders a template. Throws TemplateFault. */
export function renderTemplate(template: TemplateText, data: MessageData, options: RenderOptions): TemplateText {
  const render = (part: keyof TemplateText, liquid: Liquid, text: string): string => {
    try {
      const scope = { ...(options.strict ? withoutNull(data) : data), locale: options.locale };
      return liquid.renderSync(parse(liquid, text), scope, { strictVariables: options.strict });
    } catch (error) {
      throw new TemplateFault(part, error as Error);
    }
  };
  return {
    subject: oneLine(render("subject", plain, template.subject)),
    body: render("body", plain, template.body).trim(),
    html: template.html === null ? null : render("html", escaping, template.html),
  };
}

/** A kind that has no order has no name for it either, so that a template that speaks of one is found out. */
function withoutNull(data: MessageData): Partial<MessageData> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

const longestSubject = 200;

/** A subject becomes a header of a mail: a line break in somebody's name must not begin another header. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return [...line].slice(0, longestSubject).join("");
}
