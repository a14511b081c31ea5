import { Button, Loader, Tooltip } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import type { ModelCard } from "../../contract/index.ts";
import { canRun, labelOf } from "../actions/action.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { MoreMenu } from "../layout/more-menu.tsx";
import type { ModelActionName } from "./model-actions.ts";
import { type ModelContext, modelHome } from "./model-homes.ts";
import { ModelProgress } from "./model-progress.tsx";
import { Trouble } from "./model-trouble.tsx";
import styles from "./models.module.css";

/** What is known of every model, whatever it is for. */
type AnyModel = Pick<
  ModelCard,
  "id" | "name" | "summary" | "origin" | "isInUse" | "isRecommended" | "isVerified" | "download" | "trouble"
> &
  Partial<Pick<ModelCard, "isWanted" | "filling">>;

interface ModelFrameProps {
  card: AnyModel;
  context: ModelContext;
  /** What takes a moment and has not ended yet. */
  busy: ModelActionName | undefined;
  /** In the order of the screen's headings. */
  heading: "h2" | "h3";
  /** What search does while it gets ready. */
  meanwhile?: string;
  /** What it takes and gives. */
  children: ReactNode;
}

/** One model as a card: its facts, what is under way with it, and the one thing to do next. */
export function ModelFrame(props: ModelFrameProps) {
  const { card, context, busy, heading: Heading, meanwhile, children } = props;
  const titleId = useId();
  const { id, name, summary, isInUse, isVerified, trouble } = card;
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
        <Heading id={titleId}>{name}</Heading>
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
      {children}
      {!isVerified && (
        <p className={styles.note}>Not tried by this project: its facts are its publisher’s word.</p>
      )}
      <Trouble trouble={trouble} />
      <ModelProgress card={card} context={context} {...(meanwhile !== undefined && { meanwhile })} />
    </article>
  );
}

function Badges({ card: { isRecommended, origin } }: Pick<ModelFrameProps, "card">) {
  return (
    <>
      {isRecommended && <span className={styles.badge}>Recommended</span>}
      {origin === "own" && <span className={styles.badge}>Your own</span>}
    </>
  );
}

/** In use, on its way there, or the button that leads there. */
function MainAction({ card, context }: Pick<ModelFrameProps, "card" | "context">) {
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
