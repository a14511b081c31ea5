import { expect, it } from "vitest";
import { CaptionerChoice } from "../../../src/core/captions/captioner-choice.ts";
import { ShoeboxError } from "../../../src/core/errors.ts";
import type { InstalledModel } from "../../../src/core/models/installing/index.ts";
import { smallBlip } from "../../helpers/blip-models.ts";
import { publishedModel } from "../../helpers/published-model.ts";

type Origin = InstalledModel["entry"]["origin"];

const captioner = (id: string, origin: Origin = "published", revision = "1"): InstalledModel => {
  const { entry, directory } = smallBlip();
  return { entry: { ...entry, id, origin, revision }, directory };
};

function played(models: InstalledModel[], chosen: string | null = null) {
  const state = {
    models,
    chosen,
    broken: [] as { id: string; error: ShoeboxError }[],
    failure: undefined as unknown,
  };
  const choice = new CaptionerChoice({
    installed: {
      list: async () => {
        if (state.failure) throw state.failure;
        return { models: state.models, broken: state.broken, entries: [] };
      },
    },
    chosenId: () => state.chosen,
    choose: (id) => {
      state.chosen = id;
    },
  });
  let changes = 0;
  choice.onChange(() => {
    changes++;
  });
  return { choice, state, idOf: () => choice.current()?.entry.id, changes: () => changes };
}

const shipped = captioner("starter", "shipped");
const finder: InstalledModel = { entry: publishedModel("finder").entry, directory: "/models" };

it("is the one that was chosen, else the one that ships, else the first that is there, else none", async () => {
  for (const [models, chosen, expected] of [
    [[shipped, captioner("large")], "large", "large"],
    [[finder, captioner("large"), shipped], null, "starter"],
    [[finder, captioner("large"), captioner("mine", "own")], null, "large"],
    [[finder], null, undefined],
  ] as const) {
    const { choice, idOf } = played([...models], chosen);
    await choice.refresh();
    expect(idOf()).toBe(expected);
    expect(choice.trouble()).toBeNull();
  }
});

it("stands while its files are away, says so, and is followed again", async () => {
  const large = captioner("large");
  const { choice, state, idOf, changes } = played([shipped, large], "large");
  await choice.refresh();
  state.models = [shipped];
  await choice.refresh();
  expect(idOf()).toBe("starter");
  expect(choice.troubleOf("large")).toMatchObject({ code: "MODEL_MISSING" });
  expect(choice.troubleOf("starter")).toBeNull();
  state.broken = [{ id: "large", error: new ShoeboxError("MODEL_CORRUPT", "It is damaged.") }];
  await choice.refresh();
  expect(choice.trouble()).toEqual({ code: "MODEL_CORRUPT", message: "It is damaged." });
  Object.assign(state, { models: [shipped, large], broken: [] });
  await choice.refresh();
  expect([idOf(), choice.trouble()]).toEqual(["large", null]);
  expect(changes()).toBe(4);
});

it("is told of once for each change, of a revision too, and not where nothing changed", async () => {
  const { choice, state, changes } = played([shipped]);
  for (const _ of [1, 2, 3]) await choice.refresh();
  expect(changes()).toBe(1);
  state.models = [captioner("starter", "shipped", "2")];
  await choice.refresh();
  expect(changes()).toBe(2);
  await choice.choose("starter");
  expect(changes()).toBe(2);
});

it("is forgotten with the files of the one that was chosen, and of no other", async () => {
  const { choice, state } = played([shipped, captioner("large")], "large");
  await choice.removed("small");
  expect(state.chosen).toBe("large");
  state.models = [shipped];
  await choice.removed("large");
  expect(state.chosen).toBeNull();
  expect(choice.trouble()).toBeNull();
});

it("stays as it was where it cannot be looked at", async () => {
  const { choice, state, idOf } = played([shipped]);
  await choice.refresh();
  state.failure = new ShoeboxError("PERMISSION_DENIED", "It may not be read.");
  await choice.refresh();
  expect(idOf()).toBe("starter");
  expect(choice.trouble()).toMatchObject({ code: "PERMISSION_DENIED" });
});
