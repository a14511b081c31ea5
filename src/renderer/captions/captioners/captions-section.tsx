import { Button } from "@mantine/core";
import { IconFolderPlus, IconTrash } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { CaptionerCard as Captioner, CaptionsStatus } from "../../../contract/index.ts";
import { ActionTooltip } from "../../actions/action-control.tsx";
import { useHome } from "../../actions/active-homes.ts";
import { FolderChooser } from "../../folders/folder-chooser.tsx";
import { StageCard } from "../../jobs/stage-card.tsx";
import { isShown } from "../../jobs/stage-words.ts";
import type { ModelActionName } from "../../models/model-actions.ts";
import { modelHome } from "../../models/model-homes.ts";
import { Trouble } from "../../models/model-trouble.tsx";
import { useModelActs } from "../../models/use-model-acts.tsx";
import { countWords } from "../caption-words.ts";
import { useCaptioners, useCaptionsStatus } from "../use-captioning.ts";
import {
  cancelCaptioner,
  checkCaptioner,
  getCaptioner,
  importCaptioner,
  pauseWriting,
  setMode,
} from "./captioner-calls.ts";
import { CaptionerCard } from "./captioner-card.tsx";
import { RemoveAllDialog, RemoveDialog, UseDialog } from "./captioner-dialogs.tsx";
import { offersFor } from "./captioner-offers.ts";
import styles from "./captioners.module.css";
import { type CaptionsContext, captionsHome } from "./captions-home.ts";
import { ModeChoice } from "./mode-choice.tsx";
import { isCaptionsSought } from "./sought.ts";

const dialogs = { use: UseDialog, remove: RemoveDialog } as const;

/** What is done at once, without a question. */
const calls: Partial<Record<ModelActionName, (card: Captioner) => Promise<unknown>>> = {
  get: getCaptioner,
  cancel: cancelCaptioner,
  check: checkCaptioner,
};

interface CaptionsSectionProps {
  /** Where the keys of a card work. */
  screen: RefObject<HTMLElement | null>;
  /** The card that has, or had, the keyboard. */
  focusedId: string | undefined;
  /** Something was asked of this card, and its button may be gone. */
  onActed(id: string): void;
  onDrawn(): void;
  /** Gives this card the keyboard. */
  onFocusCard(id: string): void;
}

/** Captions: of which photos they are written, how far that is, and what writes them. */
export function CaptionsSection(props: CaptionsSectionProps) {
  const status = useCaptionsStatus();
  const captioners = useCaptioners();
  if (!status || !captioners) return null;
  return <Captions {...props} status={status} captioners={captioners} />;
}

interface CaptionsProps extends CaptionsSectionProps {
  status: CaptionsStatus;
  captioners: readonly Captioner[];
}

function Captions(props: CaptionsProps) {
  const { status, captioners, screen, focusedId, onActed, onFocusCard } = props;
  const [asking, setAsking] = useState<"add" | "remove-all">();
  const { busyWith, act, dialog } = useModelActs({
    cards: captioners,
    calls,
    dialogs,
    about: { status },
    onActed,
    onClosed: onFocusCard,
  });
  const { stage } = status;
  const context: CaptionsContext = {
    status,
    onMode: (mode) => void setMode(mode),
    onPause: () => stage && void pauseWriting(stage.name, stage.state === "paused"),
    onRemoveAll: () => setAsking("remove-all"),
    onAdd: () => setAsking("add"),
  };
  const focused = captioners.find(({ id }) => id === focusedId);
  useEffect(props.onDrawn);
  useHome(captionsHome, context);
  useHome(modelHome, focused && { offers: offersFor(focused), onAct: (action) => act(action, focused) }, {
    scope: screen,
  });
  const close = () => setAsking(undefined);
  return (
    <section className={styles.section} aria-labelledby="captions-heading">
      <Heading context={context} />
      <ModeChoice mode={status.mode} onMode={context.onMode} />
      <Writing context={context} status={status} />
      {captioners.map((card) => (
        <CaptionerCard
          key={card.id}
          card={card}
          busy={busyWith(card)}
          onAct={(action) => act(action, card)}
        />
      ))}
      {dialog}
      {asking === "remove-all" && <RemoveAllDialog status={status} onClose={close} />}
      {asking === "add" && (
        <FolderChooser
          title="Add one that writes captions"
          confirm="Add it"
          onChoose={(path) => void importCaptioner(path)}
          onClose={close}
        />
      )}
    </section>
  );
}

function Heading({ context }: { context: CaptionsContext }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isCaptionsSought()) return;
    heading.current?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className={styles.header}>
      <div>
        <h2 id="captions-heading" ref={heading} tabIndex={-1}>
          Captions
        </h2>
        <p>A sentence on what can be seen: to be read aloud, and found by. Written on this machine.</p>
      </div>
      <ActionTooltip action={captionsHome.actions.add}>
        <Button variant="default" leftSection={<IconFolderPlus size={18} />} onClick={context.onAdd}>
          Add one from a folder…
        </Button>
      </ActionTooltip>
    </header>
  );
}

/** How many photos have one, how far the writing is, and the way to be rid of it all. */
function Writing({ context, status }: { context: CaptionsContext; status: CaptionsStatus }) {
  const { captioner, trouble, stage, written } = status;
  return (
    <>
      <div className={styles.counts}>
        <p>
          {captioner === null && "Nothing here writes captions yet: get one of these. "}
          {countWords(status)}
        </p>
        {written > 0 && (
          <ActionTooltip action={captionsHome.actions["remove-all"]}>
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconTrash size={16} />}
              onClick={context.onRemoveAll}
            >
              Remove all written captions…
            </Button>
          </ActionTooltip>
        )}
      </div>
      <Trouble trouble={trouble} />
      {stage && isShown(stage) && (
        <div className={styles.stage}>
          <StageCard stage={stage} />
        </div>
      )}
    </>
  );
}
