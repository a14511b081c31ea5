import { Button, Loader, Tooltip } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useId } from "react";
import type { ModelCard as Model, ModelList, ModelTrouble } from "../../contract/index.ts";
import { canRun, labelOf } from "../actions/action.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { MoreMenu } from "../layout/more-menu.tsx";
import { actionsFor, type ModelActionName } from "./model-actions.ts";
import { ModelFacts } from "./model-facts.tsx";
import { type ModelContext, modelHome } from "./model-homes.ts";
import { ModelProgress } from "./model-progress.tsx";
import { isWhole, meanwhileWords, remedyFor } from "./model-words.ts";
import styles from "./models.module.css";

interface ModelCardProps {
  card: Model;
  list: ModelList;
  /** What takes a moment and has not ended yet. */
  busy: ModelActionName | undefined;
  onAct(action: ModelActionName): void;
}

/** One model: what it is good for, what it takes, what is under way with it, and the one thing to do next. */
export function ModelCard({ card, list, busy, onAct }: ModelCardProps) {
  const titleId = useId();
  const context = { offers: actionsFor(card), onAct };
  const { id, name, summary, trouble, isInUse } = card;
  return (
    <article
      className={styles.card}
      aria-labelledby={titleId}
      aria-busy={busy !== undefined}
      data-model={id}
      data-in-use={isInUse || undefined}
      tabIndex={-1}
    >
      <header className={styles.heading}>
        <h2 id={titleId}>{name}</h2>
        <Badges card={card} />
        <div className={styles.controls}>
          {busy === "check" && (
            <span className={styles.state}>
              <Loader size={14} /> Checking its files…
            </span>
          )}
          <MainAction card={card} context={context} />
          <MoreMenu name={name} home={modelHome} context={context} />
        </div>
      </header>
      <p className={styles.summary}>{summary}</p>
      <ModelFacts
        card={card}
        photos={list.photos}
        isMeasuring={busy === "measure"}
        onMeasure={() => onAct("measure")}
      />
      {isReady(card, list) && <p className={styles.note}>It knows all your photos: it takes over at once.</p>}
      {!card.isVerified && (
        <p className={styles.note}>Not tried by this project: its facts are its publisher’s word.</p>
      )}
      <Trouble trouble={trouble} />
      <ModelProgress card={card} context={context} meanwhile={meanwhileWords(list, card)} />
    </article>
  );
}

function isReady(card: Model, { photos }: ModelList): boolean {
  return card.isInstalled && !card.isInUse && !card.isWanted && photos > 0 && isWhole(card, photos);
}

export function Badges({
  card: { isRecommended, origin },
}: {
  card: Pick<Model, "isRecommended" | "origin">;
}) {
  return (
    <>
      {isRecommended && <span className={styles.badge}>Recommended</span>}
      {origin === "own" && <span className={styles.badge}>Your own</span>}
    </>
  );
}

/** Why something did not come to its end, and what to do about it. */
export function Trouble({ trouble }: { trouble: ModelTrouble | null }) {
  if (!trouble) return null;
  return (
    <p className={styles.trouble} role="alert">
      {trouble.message} {remedyFor(trouble)} <code>{trouble.code}</code>
    </p>
  );
}

interface MainActionProps {
  card: Pick<Model, "name" | "isInUse" | "isRecommended" | "download"> & { isWanted?: boolean };
  context: ModelContext;
}

/** In use, on its way there, or the button that leads there. */
export function MainAction({ card, context }: MainActionProps) {
  const { begin } = modelHome.actions;
  const canBegin = canRun(begin, context);
  const label = labelOf(begin, context);
  if (card.isInUse && !canBegin) {
    return (
      <span className={styles.inUse}>
        <IconCircleCheck size={18} aria-hidden="true" /> In use
      </span>
    );
  }
  if (card.download) return <span className={styles.state}>Getting it…</span>;
  if (card.isWanted) return <span className={styles.state}>Getting ready…</span>;
  if (!canBegin) return null;
  return (
    <Tooltip label={tooltipOf(begin, label)}>
      <Button
        variant={card.isRecommended ? "filled" : "default"}
        aria-label={`${label}: ${card.name}`}
        onClick={() => begin.run(context)}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
