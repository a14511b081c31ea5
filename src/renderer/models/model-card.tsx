import type { ModelCard as Model, ModelList } from "../../contract/index.ts";
import { actionsFor, type ModelActionName } from "./model-actions.ts";
import { ModelFacts } from "./model-facts.tsx";
import { ModelFrame } from "./model-frame.tsx";
import { isWhole, meanwhileWords } from "./model-words.ts";
import styles from "./models.module.css";

interface ModelCardProps {
  card: Model;
  list: ModelList;
  /** What takes a moment and has not ended yet. */
  busy: ModelActionName | undefined;
  onAct(action: ModelActionName): void;
}

/** One that finds photos: what it is good for, what it takes, what is under way with it, and the one thing to do next. */
export function ModelCard({ card, list, busy, onAct }: ModelCardProps) {
  const context = { offers: actionsFor(card), onAct };
  return (
    <ModelFrame card={card} context={context} busy={busy} heading="h2" meanwhile={meanwhileWords(list, card)}>
      <ModelFacts
        card={card}
        photos={list.photos}
        isMeasuring={busy === "measure"}
        onMeasure={() => onAct("measure")}
      />
      {isReady(card, list) && <p className={styles.note}>It knows all your photos: it takes over at once.</p>}
    </ModelFrame>
  );
}

function isReady(card: Model, { photos }: ModelList): boolean {
  return card.isInstalled && !card.isInUse && !card.isWanted && photos > 0 && isWhole(card, photos);
}
