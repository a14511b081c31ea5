import { Loader } from "@mantine/core";
import type { ReactNode } from "react";
import type { ModelCard } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { fileSize } from "../words/quantities.ts";
import { modelHome } from "./model-homes.ts";
import { languageWords, speedWords, timeForAll } from "./model-words.ts";
import styles from "./models.module.css";

interface ModelFactsProps {
  card: ModelCard;
  photos: number;
  isMeasuring: boolean;
  onMeasure(): void;
}

/** What a model takes and gives: size, languages, licence, quality as published, speed as measured here. */
export function ModelFacts({ card, photos, isMeasuring, onMeasure }: ModelFactsProps) {
  const { languages, licence, quality } = card;
  // A server may say what the manifest could not.
  const sizeBytes = card.sizeBytes ?? card.download?.bytesTotal ?? null;
  return (
    <dl className={styles.facts}>
      <Fact name="Size">{sizeBytes === null ? "Not known yet" : fileSize(sizeBytes)}</Fact>
      <Fact name="Languages">{languageWords(languages)}</Fact>
      <Fact name="Licence" note={licence.isNonCommercial && "Non-commercial use only"}>
        <span title={licence.url ?? undefined}>{licence.name}</span>
      </Fact>
      <Fact name="Speed here" note={!isMeasuring && timeForAll(card, photos)}>
        {isMeasuring ? (
          <span className={styles.measuring}>
            <Loader size={14} /> Measuring…
          </span>
        ) : (
          <Speed card={card} onMeasure={onMeasure} />
        )}
      </Fact>
      {quality && (
        <Fact name="Quality, as published" note={quality.measure}>
          <span title={quality.source}>{quality.value}</span>
        </Fact>
      )}
    </dl>
  );
}

function Speed({ card, onMeasure }: Pick<ModelFactsProps, "card" | "onMeasure">) {
  if (card.speed) return speedWords(card.speed);
  if (!card.isInstalled) return <span className={styles.later}>Known once it is here</span>;
  return (
    <button
      type="button"
      className={styles.link}
      title={tooltipOf(modelHome.actions.measure)}
      onClick={onMeasure}
    >
      Measure
    </button>
  );
}

interface FactProps {
  name: string;
  /** More of it, in a smaller hand. */
  note?: string | false | undefined;
  children: ReactNode;
}

export function Fact({ name, note, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}
