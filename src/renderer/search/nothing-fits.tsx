import { Button } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import type { QueryTerm } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { NothingFound } from "../layout/first-run.tsx";
import { photos } from "../words/quantities.ts";
import { isChip } from "./field/pieces.ts";
import { useRead } from "./field/use-read.ts";
import { applied, withoutPart } from "./query-edit.ts";
import styles from "./understood.module.css";

interface NothingFitsProps {
  query: string;
  collectionId: number | undefined;
  onQuery(query: string): void;
  /** Looks in all photos of the library; undefined where that was done. */
  onEverywhere: (() => void) | undefined;
}

const mostOffers = 6;

/** No photo is what was asked for: why, and what to take off so that some are. */
export function NothingFits({ query, collectionId, onQuery, onEverywhere }: NothingFitsProps) {
  const { read } = useRead(query);
  const { contradiction } = read;
  const offers = read.terms
    .filter(isChip)
    .slice(0, mostOffers)
    .map((term) => ({ term, left: applied(query, withoutPart(query, term)).trim() }));
  const counts = useQueries({
    queries: offers.map(({ left }) => ({
      queryKey: ["facets", left, collectionId ?? "everywhere", 1],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.search.facets(
          { query: left, valuesPerField: 1, ...(collectionId !== undefined && { collectionId }) },
          { signal },
        ),
    })),
  });
  const counted = offers.map((offer, at) => ({ ...offer, total: counts[at]?.data?.total }));
  // Those that help, or all while that is not known, or where none does.
  const some = counted.filter(({ total }) => total !== 0);
  const helpful = some.length > 0 ? some : counted;
  return (
    <NothingFound
      title={contradiction ?? "No photo fits"}
      action={
        <ul className={styles.offers} aria-label="Take off">
          {helpful.map(({ term, left, total }) => (
            <li key={term.offset}>
              <Button variant="default" size="compact-md" onClick={() => onQuery(left)}>
                Without “{wordsOf(query, term)}”{countWords(total)}
              </Button>
            </li>
          ))}
          {onEverywhere && (
            <li>
              <Button size="compact-md" onClick={onEverywhere}>
                Search all photos
              </Button>
            </li>
          )}
        </ul>
      }
    >
      {contradiction !== null
        ? "Take something off, or change it."
        : onEverywhere
          ? "No photo of this collection is all of what was asked for, or they are not looked at yet."
          : "No photo of the library is all of what was asked for, or those that are were not looked at yet."}
    </NothingFound>
  );
}

function wordsOf(query: string, { offset, length }: QueryTerm): string {
  return query.slice(offset, offset + length);
}

function countWords(total: number | undefined): string {
  return total === undefined ? "" : `: ${photos(total)}`;
}
