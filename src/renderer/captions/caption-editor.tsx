import { Textarea } from "@mantine/core";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Caption, longestCaptionCharacters } from "../../contract/index.ts";
import { keepCaption } from "./caption-calls.ts";
import styles from "./captions.module.css";
import { editCaptionOf } from "./editing.ts";

interface CaptionEditorProps {
  assetId: number;
  caption: Caption | null;
}

/** A caption being written: Enter, or going elsewhere, keeps it, Escape leaves it as it was. */
export function CaptionEditor({ assetId, caption }: CaptionEditorProps) {
  // As it was: a machine may write another one meanwhile.
  const [before] = useState(caption?.text ?? "");
  const [text, setText] = useState(before);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useFocusHere(field);

  const leave = () => {
    isOver.current = true;
    editCaptionOf(undefined);
  };
  const keep = async () => {
    if (isOver.current) return;
    if (inOneLine(text) === before) return leave();
    isOver.current = true;
    setBusy(true);
    const isKept = await keepCaption(assetId, text);
    setBusy(false);
    isOver.current = isKept;
    if (isKept) editCaptionOf(undefined);
  };
  // Another photo, or another place altogether, takes it away: what was written so far is not lost.
  const latest = useRef(text);
  latest.current = text;
  useEffect(
    () => () => {
      if (!isOver.current && inOneLine(latest.current) !== before) void keepCaption(assetId, latest.current);
    },
    [assetId, before],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    // Keys that are typed are nobody else's; those of actions are held with another one.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && !event.shiftKey) void keep();
    else return;
    event.preventDefault();
  };
  return (
    <Textarea
      ref={field}
      aria-label="Caption"
      description={hintFor(caption)}
      inputWrapperOrder={["input", "description"]}
      classNames={{ input: styles.field ?? "" }}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={longestCaptionCharacters}
      value={text}
      disabled={isBusy}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => void keep()}
    />
  );
}

function hintFor(caption: Caption | null): string {
  return caption?.isOwn
    ? "Enter keeps it, Escape leaves it. Empty: yours is taken away."
    : "Enter keeps it as yours, Escape leaves it.";
}

/** As it is kept. */
function inOneLine(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

/** It has the keyboard as long as it is there; who had it before has it again, unless somebody took it meanwhile. */
function useFocusHere(field: React.RefObject<HTMLTextAreaElement | null>): void {
  const [before] = useState(() => document.activeElement);
  useLayoutEffect(() => {
    const own = field.current;
    own?.focus();
    own?.setSelectionRange(own.value.length, own.value.length);
    return () => {
      const { activeElement, body } = document;
      const isFree = activeElement === own || activeElement === body || activeElement === null;
      if (isFree && before instanceof HTMLElement) before.focus();
    };
  }, [field, before]);
}
