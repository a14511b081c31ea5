import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { QueryTerm } from "../../../contract/index.ts";
import { errorWords } from "../../api/error-words.ts";
import { count } from "../../words/quantities.ts";
import { useRead } from "../field/use-read.ts";
import { applied, choosing, choosingDate, chosenDate, isDate, withoutPart } from "../query-edit.ts";
import { type QueryChange, useQueryChanges } from "../use-query-changes.ts";
import { DateHistogram } from "./date-histogram.tsx";
import { FacetList } from "./facet-list.tsx";
import styles from "./facets.module.css";
import { type Bar, barsOf, barsWithin, type MonthCount } from "./histogram.ts";
import { useFacets } from "./use-facets.ts";

interface FacetPanelProps {
  query: string;
  collectionId: number | undefined;
  onQuery(query: string): void;
  onClose(): void;
}

const withoutFilters: QueryChange = (query, terms) =>
  terms.filter(isFilter).reduceRight((text, term) => applied(text, withoutPart(text, term)), query);

function isFilter({ kind }: QueryTerm): boolean {
  return kind === "filter" || kind === "date";
}

const fewValues = 12;
const manyValues = 300;

/** Beside the photos: what those that are found are, counted, each a click away from being all that is shown. */
export function FacetPanel({ query, collectionId, onQuery, onClose }: FacetPanelProps) {
  const [valuesPerField, setValuesPerField] = useState(fewValues);
  const { read } = useRead(query);
  const { data: facets, error } = useFacets(query, collectionId, valuesPerField);
  const { terms } = read;
  const date = chosenDate(query, terms);
  const change = useQueryChanges(query, onQuery);
  return (
    <aside
      className={styles.panel}
      aria-label="Narrow down"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2>Narrow down</h2>
        {terms.some(isFilter) && (
          <button type="button" className={styles.more} onClick={() => change(withoutFilters)}>
            Clear
          </button>
        )}
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close this panel" onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {!facets && error && <p className={styles.hint}>{errorWords(error).message}</p>}
      {facets && (
        <Dates
          months={facets.months}
          withoutDate={facets.withoutDate}
          chosen={date}
          onChoose={(range) => change((before, known) => choosingDate(before, known, range))}
          hasDate={terms.some(isDate)}
        />
      )}
      {facets?.fields.map((facet) => (
        <FacetList
          key={facet.field}
          facet={facet}
          query={query}
          terms={terms}
          onChoose={(value, choice) => change((before, known) => choosing(before, known, value.term, choice))}
          onMore={() => setValuesPerField(manyValues)}
        />
      ))}
      {facets?.total === 0 && facets.fields.every(({ values }) => values.length === 0) && (
        <p className={styles.hint}>No photo is left to be counted.</p>
      )}
    </aside>
  );
}

interface DatesProps {
  months: readonly MonthCount[];
  withoutDate: number;
  chosen: string | undefined;
  hasDate: boolean;
  onChoose(range: string | undefined): void;
}

/** All years; those that are chosen month by month below, where that is more than the years say. */
function Dates({ months, withoutDate, chosen, hasDate, onChoose }: DatesProps) {
  const bars = useMemo(() => barsOf(months), [months]);
  const closer = useMemo(() => closerBars(months, bars, chosen), [months, bars, chosen]);
  if (bars.length === 0) return null;
  return (
    <section className={styles.facet} aria-label="Dates">
      <h3>
        Dates
        {hasDate && (
          <button type="button" className={styles.more} onClick={() => onChoose(undefined)}>
            All
          </button>
        )}
      </h3>
      <DateHistogram name="Photos by date" bars={bars} chosen={chosen} onChoose={onChoose} />
      {closer && <DateHistogram name="Month by month" bars={closer} chosen={chosen} onChoose={onChoose} />}
      {withoutDate > 0 && <p className={styles.hint}>{count(withoutDate)} without a date</p>}
    </section>
  );
}

/** The months of the years that are chosen, where the bars are years. */
function closerBars(
  months: readonly MonthCount[],
  bars: readonly Bar[],
  chosen: string | undefined,
): Bar[] | undefined {
  const isByYear = bars[0]?.period.length === 4;
  const within = chosen !== undefined && isByYear ? barsWithin(bars, chosen) : undefined;
  if (!within) return undefined;
  const [from, to] = [bars[within.from]?.period ?? "", bars[within.to]?.period ?? ""];
  const closer = barsOf(months.filter(({ month }) => month.slice(0, 4) >= from && month.slice(0, 4) <= to));
  return closer.length > 1 && closer[0]?.period.length === 7 ? closer : undefined;
}
