/** Ways to look at two pictures, in the order of their keys. */
export const compareModes = [
  { mode: "side-by-side", name: "Side by side" },
  { mode: "slider", name: "Slider" },
  { mode: "blink", name: "Blink" },
  { mode: "difference", name: "Difference" },
] as const;
export type CompareMode = (typeof compareModes)[number]["mode"];
