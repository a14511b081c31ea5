import { type RefObject, useLayoutEffect, useState } from "react";
import type { QueryTerm, ReadQuery } from "../../../contract/index.ts";

/** Where a chip is drawn, from the beginning of the text. */
export interface ChipBox {
  term: QueryTerm;
  leftPixels: number;
  widthPixels: number;
  /** Of an example, how wide its "like:" is: the picture takes its place. */
  headPixels: number;
}

const none: ChipBox[] = [];

/** Where the chips are, once they are drawn, and again when the font has come. */
export function useChipBoxes(
  layer: RefObject<HTMLDivElement | null>,
  text: string,
  read: ReadQuery,
): readonly ChipBox[] {
  const [boxes, setBoxes] = useState(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other texts are drawn elsewhere.
  useLayoutEffect(() => {
    const byOffset = new Map(read.terms.map((term) => [term.offset, term]));
    const drawn = [...(layer.current?.querySelectorAll<HTMLElement>("[data-chip]") ?? [])];
    const found = drawn.flatMap((element) => {
      const term = byOffset.get(Number(element.dataset.chip));
      if (!term) return [];
      const { offsetLeft: leftPixels, offsetWidth: widthPixels } = element;
      return [{ term, leftPixels, widthPixels, headPixels: term.kind === "like" ? headWidth(element) : 0 }];
    });
    setBoxes(found.length === 0 ? none : found);
  }, [layer, text, read]);
  return boxes;
}

function headWidth(chip: HTMLElement): number {
  const [node] = chip.firstElementChild?.childNodes ?? [];
  const colon = node?.textContent?.indexOf(":") ?? -1;
  if (!node || colon < 0) return 0;
  const range = document.createRange();
  range.setStart(node, node.textContent?.startsWith("-") ? 1 : 0);
  range.setEnd(node, colon + 1);
  return range.getBoundingClientRect().width;
}
