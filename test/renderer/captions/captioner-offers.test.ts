import { expect, test } from "vitest";
import type { CaptionerCard } from "../../../src/contract/index.ts";
import { offersFor } from "../../../src/renderer/captions/captioners/captioner-offers.ts";
import { download } from "../models/cards.ts";

/** One that can be had, with what a test is about. */
function captionerCard(parts: Partial<CaptionerCard>): CaptionerCard {
  return {
    id: "blip",
    name: "BLIP",
    revision: "1",
    summary: "Writes a sentence.",
    languages: ["en"],
    licence: { name: "BSD-3-Clause", url: null, isNonCommercial: false },
    origin: "published",
    isRecommended: false,
    isVerified: true,
    sizeBytes: 990_000_000,
    quality: null,
    isInstalled: false,
    isInUse: false,
    captions: 0,
    download: null,
    trouble: null,
    ...parts,
  };
}

const trouble = { code: "MODEL_CORRUPT", message: "A file is damaged." } as const;

test.each<[string, Partial<CaptionerCard>, string[]]>([
  ["that can be had", {}, ["Get it"]],
  ["on its way", { download }, ["Cancel"]],
  ["whose download failed", { trouble }, ["Try again"]],
  ["that is here", { isInstalled: true }, ["Use it", "Check its files", "Remove…"]],
  ["in use", { isInstalled: true, isInUse: true }, ["Check its files"]],
  ["in use and damaged", { isInstalled: true, isInUse: true, trouble }, ["Get it again", "Check its files"]],
  ["that ships and is not in use", { isInstalled: true, origin: "shipped" }, ["Use it", "Check its files"]],
])("what can be done with one %s", (_, parts, expected) => {
  expect(offersFor(captionerCard(parts)).map(({ label }) => label)).toEqual(expected);
});
