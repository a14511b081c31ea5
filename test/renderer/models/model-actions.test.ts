import { describe, expect, test } from "vitest";
import type { ModelCard } from "../../../src/contract/index.ts";
import { canRun } from "../../../src/renderer/actions/action.ts";
import { actionsFor } from "../../../src/renderer/models/model-actions.ts";
import { modelHome } from "../../../src/renderer/models/model-homes.ts";
import { download, filling, modelCard } from "./cards.ts";

const labels = (card: ModelCard) => actionsFor(card).map(({ label }) => label);
const trouble = { code: "MODEL_CORRUPT", message: "A file is damaged." } as const;

describe("what can be done with a model", () => {
  test.each<[string, Partial<ModelCard>, string[]]>([
    ["that can be had", {}, ["Get it"]],
    ["on its way", { download }, ["Cancel"]],
    ["whose download failed", { trouble }, ["Try again"]],
    ["that is here", { isInstalled: true }, ["Use it", "Measure its speed", "Check its files", "Remove…"]],
    [
      "that was found damaged",
      { isInstalled: true, trouble },
      ["Get it again", "Use it", "Measure its speed", "Check its files", "Remove…"],
    ],
    [
      "that only lacks room on the disk",
      { isInstalled: true, isWanted: true, filling, trouble: { code: "DISK_FULL", message: "It is full." } },
      ["Try again", "Cancel", "Measure its speed", "Check its files"],
    ],
    ["in use", { isInstalled: true, isInUse: true, vectors: 5 }, ["Measure its speed", "Check its files"]],
    [
      "that was used before",
      { isInstalled: true, vectors: 5 },
      ["Use it", "Measure its speed", "Check its files", "Delete its index…", "Remove…"],
    ],
    ["that is gone, but not its index", { vectors: 5 }, ["Get it", "Delete its index…"]],
    [
      "that ships and is not in use",
      { isInstalled: true, origin: "shipped" },
      ["Use it", "Measure its speed", "Check its files"],
    ],
    [
      "about to take over",
      { isInstalled: true, isWanted: true, filling, vectors: 5 },
      ["Pause", "Cancel", "Measure its speed", "Check its files"],
    ],
    [
      "whose switch is paused",
      { isInstalled: true, isWanted: true, filling: { ...filling, state: "paused" } },
      ["Resume", "Cancel", "Measure its speed", "Check its files"],
    ],
    [
      "whose switch failed",
      { isInstalled: true, origin: "own", isWanted: true, trouble },
      ["Try again", "Cancel", "Measure its speed", "Check its files"],
    ],
  ])("%s", (_, parts, expected) => {
    expect(labels(modelCard(parts))).toEqual(expected);
  });
});

test("a key does what is offered, and nothing else", () => {
  const doneBy = (name: keyof typeof modelHome.actions, card: ModelCard) => {
    const acts: string[] = [];
    const context = { offers: actionsFor(card), onAct: (act: string) => void acts.push(act) };
    const action = modelHome.actions[name];
    if (canRun(action, context)) action.run(context);
    return acts[0];
  };
  const here = modelCard({ isInstalled: true, vectors: 5 });
  expect(doneBy("begin", modelCard())).toBe("get");
  expect(doneBy("begin", here)).toBe("use");
  expect(doneBy("remove", here)).toBe("remove");
  expect(doneBy("forget", here)).toBe("forget");
  expect(doneBy("pause", here)).toBeUndefined();
  expect(doneBy("pause", modelCard({ isInstalled: true, isWanted: true, filling }))).toBe("pause");
  expect(doneBy("cancel", modelCard({ download }))).toBe("cancel");
  expect(doneBy("remove", modelCard({ isInstalled: true, isInUse: true }))).toBeUndefined();
});
