/**
 * The outlines of the demo store's pictures on a square of 100 by 100. `fill` is drawn in the product's colour, `line`
 * over it in a darker one.
 */
export const shapes = {
  tee: {
    fill: "M36 24 L22 32 L14 48 L26 54 L30 46 L30 80 L70 80 L70 46 L74 54 L86 48 L78 32 L64 24 Q50 36 36 24 Z",
    line: "M36 24 Q50 40 64 24",
  },
  sweater: {
    fill: "M36 22 L22 30 L12 70 L24 73 L30 52 L30 80 L70 80 L70 52 L76 73 L88 70 L78 30 L64 22 Q50 32 36 22 Z",
    line: "M30 74 L70 74 M36 22 Q50 38 64 22 M42 40 L42 70 M50 42 L50 70 M58 40 L58 70",
  },
  beanie: {
    fill: "M22 66 Q22 26 50 26 Q78 26 78 66 L78 78 L22 78 Z",
    line: "M22 64 L78 64 M36 64 L36 78 M50 64 L50 78 M64 64 L64 78",
  },
  cap: {
    fill: "M20 62 Q20 30 48 30 Q74 30 76 58 L92 66 Q90 70 80 70 L22 70 Q20 68 20 62 Z",
    line: "M48 30 L48 60 M20 62 Q48 54 76 58",
  },
  mug: {
    fill: "M24 32 L68 32 L66 74 Q66 80 58 80 L34 80 Q26 80 26 74 Z M68 40 Q86 40 84 56 Q82 70 67 68 L67 61 Q75 62 76 55 Q76 48 68 48 Z",
    line: "M24 38 L68 38",
  },
  kettle: {
    fill: "M32 40 L66 40 L72 78 L28 78 Z M70 66 Q84 60 82 38 L88 36 Q92 66 72 74 Z M40 40 Q49 30 58 40 Z",
    line: "M30 46 Q12 50 22 74 M45 33 L53 33",
  },
  board: {
    fill: "M34 14 L66 14 Q72 14 72 20 L72 70 Q72 76 64 76 L58 76 L58 88 L42 88 L42 76 L36 76 Q28 76 28 70 L28 20 Q28 14 34 14 Z",
    line: "M40 22 L40 66 M52 20 L52 60 M62 24 L62 68",
  },
  towel: { fill: "M30 18 L70 18 L72 84 L28 84 Z", line: "M29 30 L71 30 M29 35 L71 35 M28 72 L72 72 M44 18 L43 84" },
  lantern: {
    fill: "M50 18 Q82 22 82 50 Q82 78 50 82 Q18 78 18 50 Q18 22 50 18 Z",
    line: "M22 36 L78 36 M18 50 L82 50 M22 64 L78 64 M50 8 L50 18",
  },
  lamp: {
    fill: "M28 44 Q30 20 52 18 L66 40 Z M36 82 L76 82 L72 76 L40 76 Z",
    line: "M58 30 L74 50 L56 76 M36 44 L32 52",
  },
  pack: {
    fill: "M34 26 Q34 16 50 16 Q66 16 66 26 L74 36 L76 80 Q76 86 68 86 L32 86 Q24 86 24 80 L26 36 Z",
    line: "M26 44 L74 44 M34 58 L66 58 L66 76 L34 76 Z M42 16 Q42 8 50 8 Q58 8 58 16",
  },
  tote: { fill: "M22 38 L78 38 L74 88 L26 88 Z", line: "M36 38 Q36 12 50 12 Q64 12 64 38" },
  tent: { fill: "M50 20 L92 80 L8 80 Z", line: "M50 20 L50 44 L36 80 M50 44 L64 80 M50 20 L46 12 M50 20 L54 12" },
  bottle: {
    fill: "M42 12 L58 12 L58 24 Q68 30 68 40 L68 84 Q68 90 62 90 L38 90 Q32 90 32 84 L32 40 Q32 30 42 24 Z",
    line: "M42 18 L58 18 M32 46 L68 46 M32 78 L68 78",
  },
  book: {
    fill: "M26 16 L70 16 Q74 16 74 20 L74 84 Q74 88 70 88 L26 88 Z",
    line: "M34 16 L34 88 M44 32 L64 32 M44 40 L60 40",
  },
  ruler: {
    fill: "M12 66 L76 18 L88 34 L24 82 Z",
    line: "M24 58 L29 64 M34 50 L37 54 M44 43 L49 49 M54 35 L57 39 M64 28 L69 34",
  },
} as const;

export type Shape = keyof typeof shapes;
