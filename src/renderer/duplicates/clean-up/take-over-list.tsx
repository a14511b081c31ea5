import { Checkbox } from "@mantine/core";
import type { CleanUpPreview, TakeOverRule } from "../../../contract/index.ts";
import { photos } from "../../words/quantities.ts";
import { fieldWords } from "../words.ts";
import styles from "./clean-up.module.css";
import { isAccepted, offeredRules, ruleKey, type TakeOverChoices } from "./take-over-rules.ts";

interface TakeOverListProps {
  inheritance: CleanUpPreview["inheritance"];
  choices: TakeOverChoices;
  onChoices(choices: TakeOverChoices): void;
}

/** What the photos that stay could take over from those that go, field by field: offered, never merged silently. */
export function TakeOverList({ inheritance, choices, onChoices }: TakeOverListProps) {
  if (inheritance.length === 0) return null;
  return (
    <fieldset className={styles.takeOvers}>
      <legend>What stays takes over from what goes (in the library; no file is written to):</legend>
      {offeredRules(inheritance).map(({ rule, photos: number }) => (
        <Checkbox
          key={ruleKey(rule)}
          size="xs"
          label={ruleWords(rule, number)}
          checked={isAccepted(rule, choices)}
          onChange={() => onChoices(new Map(choices).set(ruleKey(rule), !isAccepted(rule, choices)))}
        />
      ))}
    </fieldset>
  );
}

function ruleWords({ field, where }: TakeOverRule, number: number): string {
  const name = `The ${fieldWords[field]}`;
  if (where === "empty") return `${name}, where there is none: ${photos(number)}`;
  if (field === "keywords") return `${name}, beside other ones: ${photos(number)}`;
  return `${name}, instead of another: ${photos(number)}`;
}
