/**
 * A font of strokes: letters of polylines on a grid of 4 by 8 units, two digits a point, capitals 6 units high, the
 * baseline at 6. Documents drawn with it look the same whatever fonts a machine has.
 */
const glyphs: Record<string, string> = {
  A: "062046 1434",
  B: "06003041423303 3344453606",
  C: "4130100105163645",
  D: "06003042443606",
  E: "40000646 0333",
  F: "400006 0333",
  G: "41301001051636454323",
  H: "0006 4046 0343",
  I: "2026 1030 1636",
  J: "4045361605",
  K: "0006 4003 1346",
  L: "000646",
  M: "0600234046",
  N: "06004640",
  O: "103041453616050110",
  P: "06003041423303",
  Q: "103041453616050110 2446",
  R: "06003041423303 2346",
  S: "413010010213334445361605",
  T: "0040 2026",
  U: "000516364540",
  V: "002640",
  W: "0016233640",
  X: "0046 4006",
  Y: "002340 2326",
  Z: "00400646",
  a: "12324346 441405163645",
  b: "0006 0312324345361605",
  c: "4332120305163645",
  d: "4046 4332120305163645",
  e: "04444332120305163645",
  f: "40302126 1232",
  g: "4247381807 4332120305163645",
  h: "0006 0312324346",
  i: "2226 2021",
  j: "32372818 3031",
  k: "0006 3204 1346",
  l: "2026",
  m: "0206 03122326 23324346",
  n: "0206 0312324346",
  o: "123243453616050312",
  p: "0208 0312324345361605",
  q: "4248 4332120305163645",
  r: "0206 03123243",
  s: "43321203143445361605",
  t: "20253646 1232",
  u: "0205163645 4246",
  v: "022642",
  w: "0216243642",
  x: "0246 4206",
  y: "0226 4218",
  z: "02420646",
  "0": "103041453616050110",
  "1": "112026 1636",
  "2": "01103041420646",
  "3": "0110304142334445361605 2333",
  "4": "300444 3036",
  "5": "40000312324345361605",
  "6": "3010010516364544331304",
  "7": "004016",
  "8": "13020110304142331304051636454433",
  "9": "16364541301001021343",
  ".": "2526",
  ",": "2617",
  ":": "2223 2526",
  "-": "1333",
  "+": "2224 1333",
  "/": "4006",
  "!": "2024 2526",
  "?": "011030414223 2526",
  "'": "2021",
  "(": "30212536",
  ")": "10212516",
  "€": "4130100105163645 0333",
};

export interface Lettering {
  x: number;
  /** Of the baseline. */
  y: number;
  /** Of a capital, in pixels. */
  height: number;
  colour?: string;
  isBold?: boolean;
  /** Degrees by which it leans. */
  slant?: number;
  /** 1 is usual. */
  wide?: number;
}

/** An SVG path of one line of text. Letters the font does not have are left blank. */
export function lettering(text: string, { x, y, height, colour = "#111", ...style }: Lettering): string {
  const unit = height / 6;
  const across = unit * (style.wide ?? 0.9);
  let left = x;
  const parts: string[] = [];
  for (const letter of text) {
    for (const line of (glyphs[letter] ?? "").split(" ").filter(Boolean)) {
      const points = line.match(/../g) ?? [];
      const placed = points.map((point) => {
        const [column, row] = [Number(point[0]), Number(point[1])];
        return `${(left + column * across).toFixed(2)} ${(y + (row - 6) * unit).toFixed(2)}`;
      });
      parts.push(`M${placed.join("L")}`);
    }
    left += letterPitch(letter) * across;
  }
  const weight = unit * (style.isBold ? 1.5 : 0.8);
  const leaning = style.slant
    ? ` transform="translate(${x} ${y}) skewX(${-style.slant}) translate(${-x} ${-y})"`
    : "";
  return `<path d="${parts.join("")}" fill="none" stroke="${colour}" stroke-width="${weight.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round"${leaning}/>`;
}

function letterPitch(letter: string): number {
  return letter === " " ? 3.6 : ".,:'!il".includes(letter) ? 4.2 : 5.8;
}

/** Pixels that a line of text takes. */
export function lineWidth(text: string, height: number, wide = 0.9): number {
  return ([...text].reduce((sum, letter) => sum + letterPitch(letter), 0) * wide * height) / 6;
}
