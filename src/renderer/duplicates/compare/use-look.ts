import { useState } from "react";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { fitted, type Zoom } from "../../viewer/zoom.ts";
import { type Marks, proposedMarks } from "./marks.ts";
import type { Ticks } from "./take-overs.ts";

/** How one group is looked at; another group starts anew. */
export interface Look {
  /** Position of the member that is looked at, beside the proposed one. */
  chosen: number;
  marks: Marks;
  zoom: Zoom;
  /** 0 to 1. */
  reach: number;
  ticks: Ticks;
}

function freshLook(group: DuplicateGroup | undefined): Look {
  return {
    chosen: 1,
    marks: group ? proposedMarks(group) : new Set(),
    zoom: fitted,
    reach: 0.5,
    ticks: new Map(),
  };
}

export function useLook(group: DuplicateGroup | undefined): [Look, (change: Partial<Look>) => void] {
  const [known, setKnown] = useState<{ key: string; look: Look }>();
  // A group that lost or won members has another id: what was marked in it no longer holds.
  const key = group?.id ?? "";
  const look = known?.key === key ? known.look : freshLook(group);
  return [look, (change) => setKnown({ key, look: { ...look, ...change } })];
}
