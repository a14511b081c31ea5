import { useQueries } from "@tanstack/react-query";
import type { DuplicateGroup, InheritedField } from "../../../contract/index.ts";
import { api } from "../../api/queries.ts";
import { type Offer, offersOf } from "./take-overs.ts";

/** What one photo of a group could take over, as it is shown. */
export interface Offered {
  keep: number;
  offers: Offer[];
  fields: InheritedField[];
}

/** For each of these photos. Only copies of one picture have anything to give: their files say different things. */
export function useOffers(group: DuplicateGroup, keeps: readonly number[]): Offered[] {
  return useQueries({
    queries: [...new Set(keeps)].map((keep) => ({
      ...api.duplicates.inheritance.queryOptions({ input: { groupId: group.id, keep } }),
      enabled: group.tier === "same-picture",
    })),
    combine: (answers) =>
      answers.flatMap(({ data }) =>
        data ? [{ keep: data.keep, fields: data.fields, offers: offersOf(data.fields) }] : [],
      ),
  });
}
