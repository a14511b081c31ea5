import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { CaptioningModel } from "../../src/core/models/captioners/captioner.ts";
import type { BlipEntry, GenerationRules } from "../../src/core/models/manifest/schema.ts";

export const blipFixtures = join(import.meta.dirname, "../fixtures/blip");
const smallCaptioner = join(import.meta.dirname, "../models/captioner-small");

export type BlipModel = CaptioningModel & { entry: BlipEntry };

const plainRules: GenerationRules = {
  prompt: "",
  mostTokens: 16,
  leastTokens: 0,
  beams: 1,
  repetitionPenalty: 1,
  noRepeatNgramTokens: 0,
  lengthPenalty: 1,
};

/** Paths relative to the folder. */
interface BlipFiles {
  directory: string;
  visionModel?: string;
  textDecoder?: string;
  tokenizer?: string;
}

interface BlipChanges extends Partial<Pick<BlipEntry, "input" | "tokens" | "confidence">> {
  generation?: Partial<GenerationRules>;
}

function blipModel(
  { directory, visionModel, textDecoder, tokenizer }: BlipFiles,
  input: BlipEntry["input"],
  { generation, ...changes }: BlipChanges,
): BlipModel {
  const file = (role: BlipEntry["files"][number]["role"], path: string) => {
    return { role, path, sizeBytes: null, sha256: null };
  };
  const entry: BlipEntry = {
    id: "blip-for-tests",
    name: "BLIP for tests",
    revision: "1",
    task: "captioning",
    adapter: "blip",
    origin: "own",
    isRecommended: false,
    verified: true,
    summary: "",
    languages: ["en"],
    licence: { name: "MIT", url: null, isNonCommercial: false },
    files: [
      file("visionModel", visionModel ?? "vision_model.onnx"),
      file("textDecoder", textDecoder ?? "text_decoder.onnx"),
      file("tokenizer", tokenizer ?? "tokenizer.json"),
    ],
    input,
    generation: { ...plainRules, ...generation },
    tokens: { begin: 5, end: 3, padding: 0 },
    confidence: null,
    quality: null,
    ...changes,
  };
  return { entry, directory };
}

const publishedInput = (sidePixels: number): BlipEntry["input"] => ({
  width: sidePixels,
  height: sidePixels,
  resize: "squash",
  filter: "bicubic",
  rescaleFactor: 1 / 255,
  mean: [0.48145466, 0.4578275, 0.40821073],
  standardDeviation: [0.26862954, 0.26130258, 0.27577711],
});

/** Of random weights, with and without a cache: the same weights. 32 x 32 pixels. */
export function randomBlip(hasCache: boolean, changes: BlipChanges = {}): BlipModel {
  const folder = hasCache ? "random" : "random-whole";
  const files = {
    directory: blipFixtures,
    visionModel: `${folder}/vision_model.onnx`,
    textDecoder: `${folder}/text_decoder.onnx`,
    tokenizer: "random/tokenizer.json",
  };
  return blipModel(files, publishedInput(32), changes);
}

/** Knows drawings. 96 x 96 pixels. */
export function smallBlip(changes: BlipChanges = {}): BlipModel {
  const files = {
    directory: smallCaptioner,
    visionModel: "onnx/vision_model.onnx",
    textDecoder: "onnx/text_decoder.onnx",
  };
  return blipModel(files, { ...publishedInput(96), resize: "crop" }, changes);
}

/** Those of fixtures/blip/odd: they say "dark" or "bright" where they say anything. 16 x 16 pixels. */
export function oddBlip(name: string, changes: BlipChanges & { parts?: Partial<BlipFiles> } = {}): BlipModel {
  const { parts, ...others } = changes;
  const files = {
    directory: join(blipFixtures, "odd"),
    visionModel: `${name}/vision_model.onnx`,
    textDecoder: `${name}/text_decoder.onnx`,
    ...parts,
  };
  const input = { ...publishedInput(16), mean: [0, 0, 0], standardDeviation: [1, 1, 1] };
  return blipModel(files, input, others);
}

/** uint8 [16, 16, 3] of one level, for `oddBlip`. */
export const plainPicture = (level: number) => new Uint8Array(16 * 16 * 3).fill(level);

/** The pictures that the references were made of: uint8 [side, side, 3] each, every third pixel where the side is 32. */
export async function referencePictures(sidePixels: 32 | 96): Promise<Uint8Array[]> {
  const pictures = [0, 1, 2, 3, 4, 5].map(async (number) => {
    const file = join(blipFixtures, `pictures/${number}.png`);
    const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const step = info.width / sidePixels;
    const pixels = new Uint8Array(sidePixels * sidePixels * 3);
    for (let row = 0; row < sidePixels; row++) {
      for (let column = 0; column < sidePixels; column++) {
        const from = (row * step * info.width + column * step) * 3;
        pixels.set(data.subarray(from, from + 3), (row * sidePixels + column) * 3);
      }
    }
    return pixels;
  });
  return Promise.all(pictures);
}

/** Names and values as Hugging Face has them. */
interface ReferenceRules {
  max_length: number;
  min_length?: number;
  num_beams?: number;
  repetition_penalty?: number;
  no_repeat_ngram_size?: number;
  length_penalty?: number;
  prompt?: string;
}

export interface BlipReference {
  rules: ReferenceRules;
  /** For each picture the best first. */
  written: { tokens: number[]; score: number | null }[][];
}

export async function blipReferences(): Promise<Record<"random" | "small", Record<string, BlipReference>>> {
  return JSON.parse(await readFile(join(blipFixtures, "references.json"), "utf8"));
}

export function generationOf({ rules }: BlipReference): Partial<GenerationRules> {
  return {
    mostTokens: rules.max_length,
    leastTokens: rules.min_length ?? 0,
    beams: rules.num_beams ?? 1,
    repetitionPenalty: rules.repetition_penalty ?? 1,
    noRepeatNgramTokens: rules.no_repeat_ngram_size ?? 0,
    lengthPenalty: rules.length_penalty ?? 1,
    prompt: rules.prompt ?? "",
  };
}
