import { IconMinus } from "@tabler/icons-react";
import { useState } from "react";
import type { FacetField, Facets, FacetValue, QueryTerm } from "../../../contract/index.ts";
import { count, photos } from "../../words/quantities.ts";
import { type Choice, isExcludedBy } from "../query-edit.ts";
import styles from "./facets.module.css";

const titles: Record<FacetField, string> = {
  folder: "Folders",
  collection: "Collections",
  camera: "Cameras",
  lens: "Lenses",
  format: "Formats",
  type: "Kinds",
  rating: "Ratings",
  place: "Places",
  keyword: "Keywords",
  person: "People",
};

const shownAtFirst = 6;

interface FacetListProps {
  facet: Facets["fields"][number];
  query: string;
  terms: readonly QueryTerm[];
  onChoose(value: FacetValue, choice: Choice): void;
  /** More values than were asked for are wanted. */
  onMore(): void;
}

/** The values of one fact, each with how many of the photos that are found have it. Several may be chosen. */
export function FacetList({
  facet: { field, values, more },
  query,
  terms,
  onChoose,
  onMore,
}: FacetListProps) {
  const [isWhole, setWhole] = useState(false);
  if (values.length === 0) return null;
  const shown = isWhole ? values : values.slice(0, shownAtFirst);
  const left = values.length - shown.length + more;
  return (
    <section className={styles.facet} aria-label={titles[field]}>
      <h3>{titles[field]}</h3>
      <ul>
        {shown.map((value) => (
          <Value
            key={value.value}
            value={value}
            label={field === "format" ? value.label.toUpperCase() : value.label}
            isExcluded={isExcludedBy(query, terms, value.term)}
            onChoose={(choice) => onChoose(value, choice)}
          />
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className={styles.more}
          onClick={() => {
            setWhole(true);
            onMore();
          }}
        >
          {count(left)} more…
        </button>
      )}
      {isWhole && left === 0 && values.length > shownAtFirst && (
        <button type="button" className={styles.more} onClick={() => setWhole(false)}>
          Fewer
        </button>
      )}
    </section>
  );
}

interface ValueProps {
  value: FacetValue;
  label: string;
  isExcluded: boolean;
  onChoose(choice: Choice): void;
}

function Value({ value, label, isExcluded: isOut, onChoose }: ValueProps) {
  const { count: number } = value;
  // What was clicked shows at once; the answer comes later.
  const [clicked, setClicked] = useState<{ value: FacetValue; choice: Choice }>();
  const choice = clicked?.value === value ? clicked.choice : undefined;
  const isChosen = choice === undefined ? value.isChosen : choice === "chosen";
  const isExcluded = choice === undefined ? isOut : choice === "excluded";
  const choose = (next: Choice) => {
    setClicked({ value, choice: next });
    onChoose(next);
  };
  return (
    <li className={styles.value} data-chosen={isChosen || undefined} data-excluded={isExcluded || undefined}>
      <label title={label}>
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={`${label}, ${photos(number)}`}
          onChange={() => choose(isChosen ? "any" : "chosen")}
        />
        <span className={styles.valueName}>{label}</span>
      </label>
      <button
        type="button"
        aria-pressed={isExcluded}
        aria-label={`Without ${label}`}
        title={isExcluded ? "No longer without" : `Without ${label}`}
        onClick={() => choose(isExcluded ? "any" : "excluded")}
      >
        <IconMinus size={14} />
      </button>
      <span className={styles.valueCount} aria-hidden="true">
        {count(number)}
      </span>
    </li>
  );
}
