import { describe, expect, test } from "vitest";
import type { EmbeddingEntry } from "../../../src/core/models/manifest/schema.ts";
import type { ModelFiles } from "../../../src/core/shelf/model-shelf.ts";
import { modelEntry, PlayedModels } from "../../helpers/played-models.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const photos = 400;
const trouble = { code: "MODEL_DOWNLOAD_FAILED", message: "It answered 503." } as const;
const download = { bytesDone: 5, bytesTotal: 10, bytesPerSecond: 1, secondsLeft: 5 };
const filling = {
  state: "running",
  photosDone: 100,
  photosTotal: photos,
  photosFailed: 0,
  waitsFor: null,
  perSecond: 10,
  secondsLeft: 30,
} as const;

type Files = ModelFiles<EmbeddingEntry>;

function files(id: string, parts: Partial<Files> & { origin?: "shipped" | "own" } = {}): Files {
  const { origin, ...rest } = parts;
  const entry = modelEntry(id, origin ? { origin } : {});
  return { entry, isInstalled: false, download: null, trouble: null, ...rest };
}

/** One in use, one installed, one that can be had, one brought by a person. */
async function library() {
  const played = new PlayedModels(
    [
      files("starter", { origin: "shipped", isInstalled: true }),
      files("large", { isInstalled: true }),
      files("absent"),
      files("brought", { origin: "own", isInstalled: true }),
    ],
    { inUse: "starter" },
  );
  played.vectors.set("starter", photos).set("large", 100);
  return { played, cards: played.cards(await temporaryDirectory(), photos) };
}

describe("a card", () => {
  test("says of its model what both of its keepers know", async () => {
    const { played, cards } = await library();
    played.set("absent", { download });
    played.setUse({ wanted: "large" }, filling);
    const { models, photos: total } = await cards.list();
    expect(total).toBe(photos);
    expect(models).toMatchObject([
      { id: "starter", isInUse: true, isWanted: false, vectors: photos, filling: null },
      { id: "large", isInUse: false, isWanted: true, vectors: 100, filling },
      { id: "absent", isInstalled: false, sizeBytes: 605_000_000, download },
      { id: "brought", origin: "own", inputSizePixels: 224, isVerified: true },
    ]);
  });

  test("knows no size where one file's is not known", async () => {
    const { played, cards } = await library();
    const entry = modelEntry("absent", {
      files: [
        { role: "visionModel", path: "vision.onnx", sizeBytes: 5, sha256: null },
        { role: "textModel", path: "text.onnx", sizeBytes: null, sha256: null },
      ],
    });
    played.set("absent", { entry });
    expect((await cards.list()).models.find(({ id }) => id === "absent")?.sizeBytes).toBeNull();
  });

  test("shows the trouble of a switch on the model that is wanted, and of a download on its own", async () => {
    const { played, cards } = await library();
    played.set("absent", { trouble });
    const full = { code: "DISK_FULL", message: "The disk is full." } as const;
    played.setUse({ wanted: "large" });
    played.switchTrouble = full;
    const { models } = await cards.list();
    expect(models.map((card) => card.trouble)).toEqual([null, full, trouble, null]);
  });

  test("is there without any model in use", async () => {
    const { played, cards } = await library();
    played.setUse({ inUse: null });
    expect((await cards.list()).models.filter(({ isInUse }) => isInUse)).toEqual([]);
  });
});

describe("a download", () => {
  test("is begun once: not while it comes, nor when it is here; again where what is here is damaged", async () => {
    const { played, cards } = await library();
    await cards.install("absent");
    played.set("absent", { download });
    await cards.install("absent");
    played.set("absent", { download: null, isInstalled: true });
    await cards.install("absent");
    expect(played.calls).toEqual(["install absent"]);
    played.set("absent", { trouble: { code: "MODEL_CORRUPT", message: "It is damaged." } });
    await cards.install("absent");
    expect(played.calls).toEqual(["install absent", "install absent"]);
  });

  test("is ended where there is one", async () => {
    const { played, cards } = await library();
    await cards.cancelInstall("absent");
    played.set("absent", { download });
    await expect(cards.cancelInstall("absent")).resolves.toMatchObject({ download: null });
    expect(played.calls).toEqual(["cancel absent"]);
  });
});

describe("a model", () => {
  test("that is not installed is not used, checked or measured", async () => {
    const { played, cards } = await library();
    const missing = { code: "MODEL_MISSING", message: "Absent is not installed." };
    await expect(cards.use("absent", { keepsVectors: true })).rejects.toMatchObject(missing);
    await expect(cards.verify("absent")).rejects.toMatchObject(missing);
    await expect(cards.measure("absent")).rejects.toMatchObject(missing);
    expect(played.calls).toEqual([]);
  });

  test("is used with what is to become of the vectors of the one before", async () => {
    const { played, cards } = await library();
    await cards.use("large", { keepsVectors: false });
    await cards.use("large", { keepsVectors: true });
    expect(played.calls).toEqual(["use large, dropping", "use large"]);
  });

  test("that is in use or about to be stays, with its vectors; so do the files of the one that ships", async () => {
    const { played, cards } = await library();
    played.setUse({ inUse: "large", wanted: "brought" });
    for (const id of ["large", "brought"]) {
      await expect(cards.remove(id)).rejects.toMatchObject({ code: "MODEL_IN_USE" });
      await expect(cards.dropVectors(id)).rejects.toMatchObject({ code: "MODEL_IN_USE" });
    }
    await expect(cards.remove("starter")).rejects.toMatchObject({
      message: "Starter is part of Shoebox: it cannot be removed.",
    });
    await cards.dropVectors("starter");
    expect(played.calls).toEqual(["dropVectors starter"]);
  });

  test("that a person brought is gone from the list once it is removed", async () => {
    const { played, cards } = await library();
    const remove = played.remove.bind(played);
    played.remove = async (id) => {
      await remove(id);
      played.files = played.files.filter(({ entry }) => entry.id !== id);
    };
    await expect(cards.remove("brought")).resolves.toMatchObject({ id: "brought", isInstalled: false });
    expect((await cards.list()).models.map(({ id }) => id)).not.toContain("brought");
  });

  test("that was loaded to be measured is given back, also when measuring fails", async () => {
    const { played, cards } = await library();
    await expect(cards.measure("large")).resolves.toMatchObject({ speed: expect.any(Object) });
    played.embedText = () => Promise.reject(new Error("It broke."));
    await expect(cards.measure("large")).rejects.toThrow("It broke.");
    expect(played.calls).toEqual(["open large", "close large", "open large", "close large"]);
  });
});

test("whatever is done is told", async () => {
  const { played, cards } = await library();
  let told = 0;
  played.onChange = () => {
    told += 1;
  };
  const acts = [
    () => cards.install("absent"),
    () => cards.use("large", { keepsVectors: true }),
    () => cards.pause(),
    () => cards.resume(),
    () => cards.cancelUse(),
    () => cards.import("/models/mine"),
    () => cards.verify("large"),
    () => cards.dropVectors("large"),
    () => cards.remove("large"),
  ];
  for (const act of acts) {
    const before = told;
    await act();
    expect(told).toBeGreaterThan(before);
  }
});
