import { type RefObject, useLayoutEffect, useState } from "react";
import type { QueryTerm, ReadQuery } from "../../../contract/index.ts";

/** Where a chip is drawn, from the beginning of the text. */
export interface ChipBox {
  term: QueryTerm;
  leftPixels: number;
  widthPixels: number;
  /** Of an example, where its "like:" is: the picture takes its place. */
  head: { leftPixels: number; widthPixels: number } | undefined;
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
      return [{ term, leftPixels, widthPixels, head: term.kind === "like" ? headOf(element) : undefined }];
    });
    setBoxes(found.length === 0 ? none : found);
  }, [layer, text, read]);
  return boxes;
}

function headOf(chip: HTMLElement): ChipBox["head"] {
  const [node] = chip.firstElementChild?.childNodes ?? [];
  const colon = node?.textContent?.indexOf(":") ?? -1;
  if (!node || colon < 0) return undefined;
  const range = document.createRange();
  range.setStart(node, node.textContent?.startsWith("-") ? 1 : 0);
  range.setEnd(node, colon + 1);
  const { left, width } = range.getBoundingClientRect();
  return { leftPixels: left - chip.getBoundingClientRect().left, widthPixels: width };
}
