import type { ReactNode } from "react";
import type { SearchResult } from "../../contract/index.ts";
import { Reasons } from "../search/reasons.tsx";

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Why a photo is among the results. */
export function Match({ match: { why, score, isLikely } }: { match: SearchResult }) {
  return (
    <Fact name="Match">
      {why.map((reason) => (
        <span key={`${reason.signal} ${reason.text}`}>
          <Reasons why={[reason]} />
        </span>
      ))}
      <small>
        {score !== null && `score ${score.toFixed(3)}`}
        {!isLikely && `${score === null ? "" : ", "}less likely`}
      </small>
    </Fact>
  );
}
