import { Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import type { ModelCard, ModelList } from "../../contract/index.ts";
import { duration, fileSize, photos } from "../words/quantities.ts";
import { measureModel, switchTo } from "./model-calls.ts";
import { isWhole, meanwhileWords, vectorBytes } from "./model-words.ts";
import { UseQuestion } from "./use-question.tsx";

interface SwitchDialogProps {
  card: ModelCard;
  list: ModelList;
  onClose(): void;
}

/** Before a switch: how long it takes, what goes on meanwhile, and whether there is a quick way back. */
export function SwitchDialog({ card, list, onClose }: SwitchDialogProps) {
  const [keepsVectors, setKeepsVectors] = useState(true);
  const before = list.models.find(({ isInUse }) => isInUse);
  return (
    <UseQuestion
      card={card}
      onClose={onClose}
      onUse={() => void switchTo(card, keepsVectors)}
      choice={
        before &&
        before.vectors > 0 && (
          <Checkbox
            mt={16}
            checked={keepsVectors}
            onChange={(event) => setKeepsVectors(event.currentTarget.checked)}
            label={`Keep the index of ${before.name} (${fileSize(vectorBytes(before))})`}
            description="Going back takes no time then."
          />
        )
      }
    >
      <WhatItTakes card={card} list={list} />
    </UseQuestion>
  );
}

function WhatItTakes({ card, list }: { card: ModelCard; list: ModelList }) {
  const isInstant = isWhole(card, list.photos);
  useMeasured(card, !isInstant);
  if (list.photos === 0) return <p>It is in use at once: there are no photos yet.</p>;
  if (isInstant) return <p>It knows all your photos already: it takes over at once.</p>;
  const left = list.photos - card.vectors;
  return (
    <>
      <p aria-live="polite">
        It has to look at {card.vectors > 0 ? `${photos(left)} more` : `your ${photos(left)}`} once, in the
        background: {card.speed ? duration(left / card.speed.photosPerSecond) : "measuring how long…"}
      </p>
      <p>{meanwhileWords(list, card)} It can be paused, and goes on by itself after a restart.</p>
    </>
  );
}

/** How long it will take is told before it is begun. */
function useMeasured(card: ModelCard, isNeeded: boolean): void {
  const isMissing = isNeeded && card.speed === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the question is asked.
  useEffect(() => {
    if (isMissing) void measureModel(card);
  }, []);
}
