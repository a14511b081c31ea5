import { type ClipboardEvent, type DragEvent, useCallback, useRef, useState } from "react";
import { errorWords } from "../../api/error-words.ts";
import { draggedPhotos, holdsPhotos } from "../../grid/dragging.ts";
import { notify } from "../../layout/notices.tsx";
import { fileSize } from "../../words/quantities.ts";
import { withExamples } from "../query-edit.ts";
import { givePicture, mostGivenBytes } from "./given-pictures.ts";

/** Pictures and photos that are dropped on the field, or pasted into it, join what is looked for: "like it". */
export function useExamples(text: string, onChange: (text: string) => void) {
  const [isOver, setOver] = useState(false);
  const [reading, setReading] = useState<readonly string[]>([]);
  const latest = useRef({ text, onChange });
  latest.current = { text, onChange };
  const depth = useRef(0);

  const add = useCallback((terms: readonly string[]) => {
    const { text: before, onChange: change } = latest.current;
    if (terms.length > 0) change(withExamples(before, terms));
  }, []);
  const read = useCallback(
    async (files: readonly File[]) => {
      setReading(files.map(({ name }) => name));
      const terms: string[] = [];
      for (const file of files) {
        try {
          if (file.size > mostGivenBytes) throw tooLarge;
          terms.push(await givePicture(file));
        } catch (error) {
          notify(nameIn(error, file.name));
        }
      }
      setReading([]);
      add(terms);
    },
    [add],
  );

  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  const dropping = {
    onDragEnter: (event: DragEvent) => {
      if (!isTaken(event.dataTransfer)) return;
      depth.current += 1;
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!isTaken(event.dataTransfer)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    },
    onDragOver: (event: DragEvent) => {
      if (!isTaken(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    },
    onDrop: (event: DragEvent) => {
      const { dataTransfer } = event;
      if (!isTaken(dataTransfer)) return;
      event.preventDefault();
      leave();
      if (holdsPhotos(dataTransfer)) add(draggedPhotos(dataTransfer).map((assetId) => `like:#${assetId}`));
      else if (!holdsFolder(dataTransfer)) void read([...dataTransfer.files]);
    },
  };
  const onPaste = (event: ClipboardEvent) => {
    const pictures = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
    if (pictures.length === 0) return;
    event.preventDefault();
    void read(pictures);
  };
  return { isOver, reading, dropping, onPaste };
}

const tooLarge = {
  code: "TOO_LARGE",
  message: `It is larger than ${fileSize(mostGivenBytes)}.`,
};

function isTaken(data: DataTransfer): boolean {
  return data.types.includes("Files") || holdsPhotos(data);
}

/** Folders are added to the library, wherever they are dropped. */
export function holdsFolder({ items }: DataTransfer): boolean {
  return [...items].some((item) => item.webkitGetAsEntry()?.isDirectory === true);
}

/** Whatever went wrong, one wants to know with which of them. */
function nameIn(error: unknown, name: string) {
  const words = errorWords(error);
  return words.message.includes(name) ? words : { ...words, message: `${name}: ${words.message}` };
}
