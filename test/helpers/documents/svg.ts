import type { Lettering } from "./stroke-font.ts";
import { lettering, lineWidth } from "./stroke-font.ts";

export const box = (x: number, y: number, width: number, height: number, fill: string, more = "") =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;

export const line = (x1: number, y1: number, x2: number, y2: number, colour = "#999", width = 1) =>
  `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${colour}" stroke-width="${width}" fill="none"/>`;

export const frame = (x: number, y: number, width: number, height: number, colour = "#444", weight = 2) =>
  box(x, y, width, height, "none", `stroke="${colour}" stroke-width="${weight}"`);

export const dot = (x: number, y: number, radius: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;

export const text = (x: number, y: number, height: number, words: string, style: Partial<Lettering> = {}) =>
  lettering(words, { x, y, height, ...style });

/** Ends at `x`. */
export const textTo = (x: number, y: number, height: number, words: string, style: Partial<Lettering> = {}) =>
  text(x - lineWidth(words, height, style.wide), y, height, words, style);
