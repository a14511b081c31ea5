import type { Ref } from "react";

interface HiddenFileInputProps {
  /** Clicked by the button that stands for it. */
  ref: Ref<HTMLInputElement>;
  label: string;
  /** As the attribute of the element: ".json,application/json". */
  accept: string;
  onFile(file: File): void;
}

/** The system's dialog that chooses a file. */
export function HiddenFileInput({ ref, label, accept, onFile }: HiddenFileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      accept={accept}
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        const file = currentTarget.files?.[0];
        // The same file can be chosen again.
        currentTarget.value = "";
        if (file) onFile(file);
      }}
    />
  );
}
