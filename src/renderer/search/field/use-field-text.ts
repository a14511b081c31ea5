import { type MouseEvent, type RefObject, type SyntheticEvent, useLayoutEffect, useState } from "react";

/** Where the cursor is in the field's text, how far it is scrolled, and where over it the mouse is. */
export function useFieldText(field: RefObject<HTMLInputElement | null>, text: string) {
  const [cursor, setCursor] = useState<number>();
  const [scrollPixels, setScroll] = useState(0);
  const [pointerPixels, setPointer] = useState<number>();
  // A text that was put there scrolls the field without a word.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each text.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    setScroll(element.scrollLeft);
    setCursor(cursorOf(element));
  }, [field, text]);
  return {
    cursor,
    scrollPixels,
    /** From the beginning of the text; undefined elsewhere. */
    pointerPixels,
    onSelect: ({ currentTarget }: SyntheticEvent<HTMLInputElement>) => {
      setCursor(cursorOf(currentTarget));
      setScroll(currentTarget.scrollLeft);
    },
    onScroll: ({ currentTarget }: SyntheticEvent<HTMLInputElement>) => setScroll(currentTarget.scrollLeft),
    onMouseMove: ({ currentTarget, clientX }: MouseEvent<HTMLElement>) =>
      setPointer(Math.round(clientX - currentTarget.getBoundingClientRect().left + scrollPixels)),
    onMouseLeave: () => setPointer(undefined),
  };
}

/** undefined while a part of the text is selected. */
function cursorOf({ selectionStart, selectionEnd }: HTMLInputElement): number | undefined {
  return selectionStart !== null && selectionStart === selectionEnd ? selectionStart : undefined;
}
