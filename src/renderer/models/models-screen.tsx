import { Button } from "@mantine/core";
import { IconFolderPlus } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ModelCard as Model, ModelList } from "../../contract/index.ts";
import { ActionTooltip } from "../actions/action-control.tsx";
import { useHome } from "../actions/active-homes.ts";
import { CaptionsSection } from "../captions/captioners/captions-section.tsx";
import { FolderChooser } from "../folders/folder-chooser.tsx";
import { isTyping } from "../keys/is-typing.ts";
import { actionsFor, type ModelActionName } from "./model-actions.ts";
import {
  cancelModel,
  checkModel,
  getModel,
  importModel,
  measureModel,
  pauseSwitch,
  resumeSwitch,
} from "./model-calls.ts";
import { ModelCard } from "./model-card.tsx";
import { modelHome, modelsHome } from "./model-homes.ts";
import styles from "./models.module.css";
import { ForgetDialog, RemoveDialog } from "./removal-dialogs.tsx";
import { SwitchDialog } from "./switch-dialog.tsx";
import { useModelActs } from "./use-model-acts.tsx";
import { useModelMoves } from "./use-model-moves.ts";
import { useModels } from "./use-models.ts";

const dialogs = { use: SwitchDialog, remove: RemoveDialog, forget: ForgetDialog } as const;

/** What is done at once, without a question. */
const calls: Partial<Record<ModelActionName, (card: Model) => Promise<unknown>>> = {
  get: getModel,
  pause: pauseSwitch,
  resume: resumeSwitch,
  cancel: cancelModel,
  measure: measureModel,
  check: checkModel,
};

/** The models: what each is good for, which are here, which is in use, and the way from one to another. */
export function ModelsScreen() {
  const list = useModels();
  return list ? <Models list={list} /> : null;
}

function Models({ list }: { list: ModelList }) {
  const screen = useRef<HTMLElement>(null);
  const [isChoosing, setChoosing] = useState(false);
  useEffect(() => {
    if (!isTyping(document.activeElement)) screen.current?.focus();
  }, []);

  const { onActed, onElsewhere, keepFocus } = useFocusKept(screen);
  const { focusedId, onFocus, onKeyDown } = useModelMoves();
  const { busyWith, act, dialog } = useModelActs({
    cards: list.models,
    calls,
    dialogs,
    about: { list },
    onActed,
    onClosed: (id) => focusModel(screen.current, id),
  });
  // Where no model has the focus, what is under way is meant.
  const current =
    focusedId === undefined
      ? list.models.find(({ download, isWanted }) => download !== null || isWanted)
      : list.models.find(({ id }) => id === focusedId);
  useHome(modelHome, current && { offers: actionsFor(current), onAct: (action) => act(action, current) }, {
    scope: screen,
  });
  useHome(modelsHome, { onAdd: () => setChoosing(true) });
  return (
    <section
      ref={screen}
      className={styles.screen}
      aria-label="Models"
      tabIndex={-1}
      onPointerDownCapture={onElsewhere}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <header className={styles.header}>
        <div>
          <h1>Models</h1>
          <p>{introduction(list)}</p>
        </div>
        <ActionTooltip action={modelsHome.actions.add}>
          <Button
            variant="default"
            leftSection={<IconFolderPlus size={18} />}
            onClick={() => setChoosing(true)}
          >
            Add a model from a folder…
          </Button>
        </ActionTooltip>
      </header>
      {list.models.map((card) => (
        <ModelCard
          key={card.id}
          card={card}
          list={list}
          busy={busyWith(card)}
          onAct={(action) => act(action, card)}
        />
      ))}
      <CaptionsSection
        screen={screen}
        focusedId={focusedId}
        onActed={onActed}
        onDrawn={keepFocus}
        onFocusCard={(id) => focusModel(screen.current, id)}
      />
      {dialog}
      {isChoosing && (
        <FolderChooser
          title="Add a model from a folder"
          confirm="Add this model"
          onChoose={(path) => void importModel(path)}
          onClose={() => setChoosing(false)}
        />
      )}
    </section>
  );
}

/** A button may be gone with what it was for: its card has the keyboard then. */
function useFocusKept(screen: RefObject<HTMLElement | null>) {
  const acted = useRef<string>(undefined);
  const keepFocus = () => {
    if (acted.current === undefined || document.activeElement !== document.body) return;
    focusModel(screen.current, acted.current);
    acted.current = undefined;
  };
  useEffect(keepFocus);
  return {
    /** After a part of the screen was drawn anew by itself. */
    keepFocus,
    onActed: (id: string) => {
      acted.current = id;
    },
    onElsewhere: () => {
      acted.current = undefined;
    },
  };
}

function introduction({ models }: ModelList): string {
  return models.some(({ isInUse }) => isInUse)
    ? "A model is what finds photos by words. It runs on this machine: no photo leaves it."
    : "No model is in use: photos are found only by what is written about them. Get one of these; it runs on this machine.";
}

function focusModel(screen: HTMLElement | null, id: string | undefined): void {
  const cards = [...(screen?.querySelectorAll<HTMLElement>("[data-model]") ?? [])];
  (cards.find((card) => card.dataset.model === id) ?? screen)?.focus({ preventScroll: true });
}
