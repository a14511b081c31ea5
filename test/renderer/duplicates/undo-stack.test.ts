import { describe, expect, test } from "vitest";
import { UndoStack } from "../../../src/renderer/duplicates/undo-stack.ts";
import { group } from "./groups.ts";

const batch = (batchId: number) => ({ kind: "batch" as const, batchId, group: group(), index: 0 });
const verdict = (verdictId: number) => ({ kind: "verdict" as const, verdictId, group: group(), index: 0 });

describe("what can be taken back", () => {
  test("comes back in the opposite order, each once", () => {
    const stack = new UndoStack();
    stack.push(batch(1));
    stack.push(verdict(7));
    expect(stack.pop()).toMatchObject({ verdictId: 7 });
    expect(stack.pop()).toMatchObject({ batchId: 1 });
    expect(stack.pop()).toBeUndefined();
  });

  test("what was put back from the history is not put back twice", () => {
    const stack = new UndoStack();
    stack.push(batch(1));
    stack.push(verdict(1));
    stack.push(batch(2));
    stack.forgetBatch(1);
    expect(stack.length).toBe(2);
    stack.forgetVerdict(1);
    expect(stack.pop()).toMatchObject({ batchId: 2 });
    expect(stack.length).toBe(0);
  });

  test("says when it changes", () => {
    const stack = new UndoStack();
    let changes = 0;
    stack.subscribe(() => {
      changes += 1;
    });
    stack.push(batch(1));
    stack.pop();
    stack.pop();
    expect(changes).toBe(2);
  });
});
