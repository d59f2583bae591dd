/** The outlines of a picture on a square of 100 by 100, as SVG paths. */
export interface Outline {
  /** Drawn in the product's colour. */
  readonly fill: string;
  /** Drawn over it in a lighter tone: screens, labels, soles. */
  readonly light?: string;
  /** Strokes over both, in a darker tone. */
  readonly line: string;
}

/** The outlines by what they show. */
export type Outlines = Readonly<Record<string, Outline>>;
