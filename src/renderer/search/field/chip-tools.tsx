import { IconX } from "@tabler/icons-react";
import type { RefObject } from "react";
import { mediaPath, type QueryTerm, type ReadQuery } from "../../../contract/index.ts";
import { useSentences } from "../../captions/use-sentences.ts";
import { type QueryEdit, withoutPart } from "../query-edit.ts";
import styles from "./field.module.css";
import { previewOf } from "./given-pictures.ts";
import { useChipBoxes } from "./use-chip-boxes.ts";

interface ChipToolsProps {
  text: string;
  read: ReadQuery;
  layer: RefObject<HTMLDivElement | null>;
  scrollPixels: number;
  /** Where the mouse is, from the beginning of the text. */
  pointerPixels: number | undefined;
  onEdit(edit: QueryEdit): void;
}

/** Of the cross, as the style sheet has it. */
const crossPixels = 16;

/** On the chips of the field: the pictures of examples, and a cross under the mouse that takes a chip off. */
export function ChipTools({ text, read, layer, scrollPixels, pointerPixels, onEdit }: ChipToolsProps) {
  const boxes = useChipBoxes(layer, text, read);
  const sentenceOf = useSentences(boxes.flatMap(({ term }) => exampleOf(term) ?? []));
  return (
    <div className={styles.tools}>
      {boxes.map(({ term, leftPixels, widthPixels, head }) => {
        const left = leftPixels - scrollPixels;
        const right = leftPixels + widthPixels;
        const isUnderMouse =
          pointerPixels !== undefined &&
          pointerPixels >= leftPixels &&
          pointerPixels < right + crossPixels / 2;
        const picture = pictureOf(term, text);
        return (
          <span key={term.offset}>
            {picture !== undefined && head && (
              <img
                className={styles.example}
                src={picture}
                alt={sentenceOf(exampleOf(term) ?? 0) ?? ""}
                style={{ left: left + head.leftPixels - 1, width: head.widthPixels }}
              />
            )}
            {isUnderMouse && (
              <button
                type="button"
                tabIndex={-1}
                className={styles.cross}
                style={{ left: left + widthPixels - crossPixels / 2 - 1 }}
                title={`${term.isExcluded ? "Not: " : ""}${term.label}. Take it off`}
                aria-label={`Take off ${text.slice(term.offset, term.offset + term.length)}`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onEdit(withoutPart(text, term))}
              >
                <IconX size={12} stroke={2.5} />
              </button>
            )}
          </span>
        );
      })}
    </div>
  );
}

function pictureOf(term: QueryTerm, text: string): string | undefined {
  if (term.kind !== "like") return undefined;
  const assetId = exampleOf(term);
  if (assetId !== undefined) return mediaPath("thumbnail", assetId);
  return previewOf(text.slice(term.offset, term.offset + term.length).replace(/^-/, ""));
}

/** The photo that others are to be like. */
function exampleOf(term: QueryTerm): number | undefined {
  return term.kind === "like" ? (term.assetId ?? undefined) : undefined;
}
