import type { CaptioningMode, CaptionsStatus, StageProgress } from "../../src/contract/index.ts";
import { CaptionerCards } from "../../src/core/captions/captioner-cards.ts";
import { CaptionerChoice } from "../../src/core/captions/captioner-choice.ts";
import { readManifest } from "../../src/core/models/manifest/read-manifest.ts";
import { type CaptionerEntry, isCaptionerEntry } from "../../src/core/models/manifest/schema.ts";
import type { ModelFiles } from "../../src/core/shelf/model-shelf.ts";
import { PlayedShelf } from "./played-shelf.ts";
import { captionModelsDirectory } from "./test-models.ts";

/** Models that write captions, and how far that is, in whatever state a test wants to see. */
export class PlayedCaptioners extends PlayedShelf<CaptionerEntry> {
  readonly choice: CaptionerChoice;
  mode: CaptioningMode = "all";
  stage: StageProgress | null = null;
  counts = { photos: 0, written: 0, own: 0, rejected: 0 };

  /** @param files the first is the one that was chosen */
  constructor(files: readonly ModelFiles<CaptionerEntry>[]) {
    super(files);
    let chosenId: string | null = files[0]?.entry.id ?? null;
    this.choice = new CaptionerChoice({
      installed: { list: async () => this.#installed() },
      chosenId: () => chosenId,
      choose: (id) => {
        this.calls.push(`choose ${id}`);
        chosenId = id;
      },
    });
  }

  #installed() {
    const here = this.files.filter(({ isInstalled }) => isInstalled);
    return {
      models: here.map(({ entry }) => ({ entry, directory: "/models" })),
      broken: [],
      entries: this.files.map(({ entry }) => entry),
    };
  }

  setStage(stage: StageProgress | null): void {
    this.stage = stage;
    this.onChange();
  }

  cards(): CaptionerCards {
    return new CaptionerCards({
      shelf: this,
      choice: this.choice,
      captionsOf: (id) => (this.choice.current()?.entry.id === id ? this.counts.written : 0),
      troubleAtWork: () => null,
      onChange: () => this.onChange(),
    });
  }

  status(): CaptionsStatus {
    const entry = this.choice.current()?.entry;
    return {
      mode: this.mode,
      captioner: entry ? { id: entry.id, name: entry.name, revision: entry.revision } : null,
      trouble: this.choice.trouble(),
      stage: this.stage,
      ...this.counts,
    };
  }

  setMode(mode: CaptioningMode): CaptionsStatus {
    this.calls.push(`mode ${mode}`);
    this.mode = mode;
    this.onChange();
    return this.status();
  }

  clear(): { photosChanged: number } {
    this.calls.push("clear");
    const { written } = this.counts;
    this.counts = { ...this.counts, written: 0 };
    this.setMode("off");
    return { photosChanged: written };
  }
}

/** One that can be had, with what a test is about. */
export async function captionerFiles(
  { id, ...parts }: Partial<CaptionerEntry> & { id: string },
  state: Partial<ModelFiles<CaptionerEntry>> = {},
): Promise<ModelFiles<CaptionerEntry>> {
  const { models } = await readManifest(captionModelsDirectory);
  const [first] = models.filter(isCaptionerEntry);
  if (!first) throw new Error("The manifest names no captioner.");
  const name = id.replace(/^./, (letter) => letter.toUpperCase());
  const files = [{ role: "textDecoder", path: "decoder.onnx", sizeBytes: 990_000_000, sha256: null }];
  const entry = { ...first, origin: "published", repository: `tests/${id}`, name, files, ...parts, id };
  return {
    entry: entry as CaptionerEntry,
    isInstalled: false,
    download: null,
    trouble: null,
    ...state,
  };
}
