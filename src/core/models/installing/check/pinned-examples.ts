import sharp from "sharp";

/** A picture that is made here, and words that fit it and none of the others. */
export interface PinnedExample {
  words: string;
  /** SVG on a canvas of 256 x 256. */
  drawing: string;
}

const plain = (colour: string) => `<rect width="256" height="256" fill="${colour}"/>`;

const squares = Array.from({ length: 32 }, (_, index) => {
  const [row, column] = [Math.floor(index / 4), index % 4];
  return `<rect x="${column * 64 + (row % 2) * 32}" y="${row * 32}" width="32" height="32" fill="#000"/>`;
}).join("");

const stars = [12, 47, 91, 133, 178, 214, 240]
  .map((x, index) => `<circle cx="${x}" cy="${30 + ((index * 67) % 190)}" r="3" fill="#fff"/>`)
  .join("");

/**
 * Plain enough that a model of photographs, of drawings or of another kind has a word for them; different enough that
 * one which has learned anything tells them apart.
 */
export const pinnedExamples: readonly PinnedExample[] = [
  { words: "red", drawing: plain("#d81e1e") },
  { words: "green", drawing: plain("#1f9d3a") },
  { words: "blue", drawing: plain("#1f4fd8") },
  { words: "yellow", drawing: plain("#f5d90a") },
  { words: "a black and white chessboard", drawing: plain("#fff") + squares },
  {
    words: "the moon and stars in the night sky",
    drawing: `${plain("#0b1030")}${stars}<circle cx="150" cy="95" r="42" fill="#f4f1d8"/>`,
  },
  {
    words: "a sunset over the sea",
    drawing:
      '<rect width="256" height="160" fill="#f58a2e"/><circle cx="128" cy="150" r="44" fill="#ffe27a"/>' +
      '<rect y="150" width="256" height="106" fill="#20406e"/>',
  },
  {
    words: "a green meadow under a blue sky",
    drawing:
      '<rect width="256" height="140" fill="#7cc4f2"/><rect y="140" width="256" height="116" fill="#4ea63b"/>',
  },
  {
    words: "a tree",
    drawing:
      '<rect width="256" height="256" fill="#dff0fb"/><rect x="116" y="140" width="24" height="90" fill="#7a4a21"/>' +
      '<circle cx="128" cy="100" r="68" fill="#2f8a35"/><rect y="224" width="256" height="32" fill="#79b65a"/>',
  },
  {
    words: "a house with a red roof",
    drawing:
      '<rect width="256" height="256" fill="#cfe6f5"/><rect x="64" y="120" width="128" height="104" fill="#f2e3c6"/>' +
      '<path d="M48 122 L128 52 L208 122 Z" fill="#b8322a"/><rect x="112" y="164" width="32" height="60" fill="#6b4423"/>' +
      '<rect y="222" width="256" height="34" fill="#6fae58"/>',
  },
  {
    words: "a smiling face",
    drawing:
      `${plain("#fff")}<circle cx="128" cy="128" r="96" fill="#ffd23e"/><circle cx="96" cy="104" r="11" fill="#3b2a12"/>` +
      '<circle cx="160" cy="104" r="11" fill="#3b2a12"/>' +
      '<path d="M82 148 Q128 204 174 148" fill="none" stroke="#3b2a12" stroke-width="10" stroke-linecap="round"/>',
  },
  {
    words: "a heart",
    drawing: `${plain("#fff")}<path d="M128 216 C8 128 56 44 128 92 C200 44 248 128 128 216 Z" fill="#e0245e"/>`,
  },
];

/** PNG, 256 x 256, sRGB. */
export function drawExample({ drawing }: PinnedExample): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">${drawing}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer();
}
