import sharp from "sharp";
import { randomFrom } from "../../../src/demo/random.ts";
import * as papers from "./papers.ts";
import * as screens from "./screens.ts";
import type { Random } from "./words.ts";

/** A form of which many documents are made: each has other contents, and none is a copy of another. */
export interface Template {
  name: string;
  width: number;
  height: number;
  /** @returns SVG elements; what is drawn with `random` are contents, all else is the form */
  draw(random: Random): string;
}

export const templates: readonly Template[] = [...Object.values(papers), ...Object.values(screens)];

/** A document as a program exports it, without loss. */
export async function drawDocument(template: Template, content: number): Promise<Buffer> {
  const { name, width, height } = template;
  const body = template.draw(randomFrom(`${name} ${content}`));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${body}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 3 }).toBuffer();
}
