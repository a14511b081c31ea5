import type { ReactNode } from "react";
import type { SearchResult } from "../../contract/index.ts";
import { wordsFound } from "../search/results-list.ts";

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Why a photo is among the results. */
export function Match({ match: { why, score } }: { match: SearchResult }) {
  const found = wordsFound(why);
  return (
    <Fact name="Match">
      {found}
      {score !== null &&
        (found === "" ? <>score {score.toFixed(3)}</> : <small>score {score.toFixed(3)}</small>)}
    </Fact>
  );
}
