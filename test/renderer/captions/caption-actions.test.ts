import { expect, test } from "vitest";
import { canRun, labelOf } from "../../../src/renderer/actions/action.ts";
import {
  type CaptionAct,
  type CaptionContext,
  captionActions,
} from "../../../src/renderer/captions/caption-actions.ts";

const acts: CaptionAct[] = [];
const one: CaptionContext = {
  assetId: 5,
  collected: 1,
  canWriteCaptions: true,
  onCaption: (act) => void acts.push(act),
};
const offered = (context: CaptionContext) =>
  Object.values(captionActions)
    .filter((action) => canRun(action, context))
    .map((action) => labelOf(action, context));

test("one photo's caption can be edited, written again, and refused", () => {
  expect(offered(one)).toEqual(["Edit caption…", "Write caption again", "Not this caption"]);
  for (const action of Object.values(captionActions)) action.run(one);
  expect(acts).toEqual(["edit", "write-again", "reject"]);
});

test("of several at once they are written again or refused, and the label says of how many", () => {
  expect(offered({ ...one, collected: 12 })).toEqual(["Write 12 captions again", "Not these 12 captions"]);
});

test("where nothing writes captions a person still can", () => {
  expect(offered({ ...one, canWriteCaptions: false })).toEqual(["Edit caption…"]);
});

test("with none chosen, or one that only another library has, nothing is offered", () => {
  expect(offered({ ...one, assetId: undefined, collected: 0 })).toEqual([]);
  expect(offered({ ...one, assetId: -5, collected: 0 })).toEqual([]);
});
