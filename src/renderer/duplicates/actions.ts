import type { CleanUpOutcome, DuplicateGroup, TakeOver, Verdict } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { type NoticeAction, notify } from "../layout/notices.tsx";
import { type Done, undoStack } from "./undo-stack.ts";
import { refreshAfterMoves } from "./use-refresh.ts";
import { files, notPutBackWords, outcomeWords, refusalWords } from "./words.ts";

/** What a person decides about one group. */
export type Decision =
  | { kind: Verdict["kind"] }
  /** These files stay, all others of the group go to the trash. */
  | { kind: "keep"; keepFileIds: number[]; inherit?: TakeOver[] };

const decided: Record<Verdict["kind"], string> = {
  "keep-all": "All copies are kept.",
  "not-duplicates": "These are no longer shown as duplicates.",
};

/** Carries a decision out and says what came of it. @returns false where nothing was done */
export async function carryOut(
  group: DuplicateGroup,
  index: number,
  decision: Decision,
  undo: NoticeAction,
): Promise<boolean> {
  try {
    const done =
      decision.kind === "keep"
        ? await clean(group, index, decision, undo)
        : await decide(group, index, decision.kind, undo);
    if (done) undoStack.push(done);
    return done !== undefined;
  } catch (error) {
    notify(errorWords(error));
    return false;
  } finally {
    await refreshAfterMoves();
  }
}

async function decide(
  group: DuplicateGroup,
  index: number,
  kind: Verdict["kind"],
  undo: NoticeAction,
): Promise<Done> {
  const { verdictId } = await client.duplicates.decide({ groupId: group.id, kind });
  notify({ code: "", message: decided[kind], remedy: "" }, undo);
  return { kind: "verdict", verdictId, group, index };
}

async function clean(
  group: DuplicateGroup,
  index: number,
  { keepFileIds, inherit = [] }: Decision & { kind: "keep" },
  undo: NoticeAction,
): Promise<Done | undefined> {
  const outcome = await client.duplicates.resolve({
    choices: [{ groupId: group.id, keepFileIds, inherit }],
  });
  sayOutcome(outcome, undo);
  return outcome.batchId === null ? undefined : { kind: "batch", batchId: outcome.batchId, group, index };
}

/** What went, where to where it is not the usual place, and what stays for which reason. */
function sayOutcome(outcome: CleanUpOutcome, undo: NoticeAction): void {
  const { moved, refused, foldersBesideRoots } = outcome;
  if (moved > 0) {
    const remedy =
      foldersBesideRoots.length === 0
        ? ""
        : `The disk has no trash: it is kept in ${foldersBesideRoots.join(", ")}.`;
    notify({ code: "", message: `${outcomeWords(outcome)}.`, remedy }, undo);
  }
  if (refused.length > 0) notify(refusalWords(refused));
}

/** Takes back what was done last. @returns it; undefined where that could not be done, or there is nothing */
export async function undoLast(): Promise<Done | undefined> {
  const done = undoStack.pop();
  if (!done) return undefined;
  try {
    if (done.kind === "verdict") {
      await client.duplicates.undecide({ verdictId: done.verdictId });
      notify({ code: "", message: "The decision is taken back.", remedy: "" });
    } else {
      const { restored, refused } = await client.history.undo({ batchId: done.batchId });
      if (restored > 0) notify({ code: "", message: `${files(restored)} put back.`, remedy: "" });
      if (refused.length > 0) notify(notPutBackWords(refused));
      if (restored === 0) return undefined;
    }
    return done;
  } catch (error) {
    notify(errorWords(error));
    return undefined;
  } finally {
    await refreshAfterMoves();
  }
}
