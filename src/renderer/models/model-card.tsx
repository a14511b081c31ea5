import { Button, Loader, Tooltip } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useId } from "react";
import type { ModelCard as Model, ModelList } from "../../contract/index.ts";
import { actionsFor, type ModelActionName } from "./model-actions.ts";
import { ModelFacts } from "./model-facts.tsx";
import { ModelMenu } from "./model-menu.tsx";
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
  const actions = actionsFor(card);
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
          <MainAction card={card} actions={actions} onAct={onAct} />
          <ModelMenu name={name} actions={actions} onAct={onAct} />
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
      {trouble && (
        <p className={styles.trouble} role="alert">
          {trouble.message} {remedyFor(trouble)} <code>{trouble.code}</code>
        </p>
      )}
      <ModelProgress card={card} actions={actions} meanwhile={meanwhileWords(list, card)} onAct={onAct} />
    </article>
  );
}

function isReady(card: Model, { photos }: ModelList): boolean {
  return card.isInstalled && !card.isInUse && !card.isWanted && photos > 0 && isWhole(card, photos);
}

function Badges({ card: { isRecommended, origin } }: { card: Model }) {
  return (
    <>
      {isRecommended && <span className={styles.badge}>Recommended</span>}
      {origin === "own" && <span className={styles.badge}>Your own</span>}
    </>
  );
}

interface MainActionProps {
  card: Model;
  actions: ReturnType<typeof actionsFor>;
  onAct(action: ModelActionName): void;
}

/** In use, on its way there, or the button that leads there. */
function MainAction({ card, actions, onAct }: MainActionProps) {
  const main = actions.find(({ action }) => action === "get" || action === "use");
  if (card.isInUse && !main) {
    return (
      <span className={styles.inUse}>
        <IconCircleCheck size={18} aria-hidden="true" /> In use
      </span>
    );
  }
  if (card.download) return <span className={styles.state}>Getting it…</span>;
  if (card.isWanted) return <span className={styles.state}>Getting ready…</span>;
  if (!main) return null;
  return (
    <Tooltip label={`${main.label} (${main.keys})`}>
      <Button
        variant={card.isRecommended ? "filled" : "default"}
        aria-label={`${main.label}: ${card.name}`}
        onClick={() => onAct(main.action)}
      >
        {main.label}
      </Button>
    </Tooltip>
  );
}
