import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

interface IconControlProps {
  name: string;
  /** Shown with the name in the tooltip. */
  keys: string;
  sizePixels?: number;
  isPressed?: boolean;
  onClick(): void;
  children: ReactNode;
}

/** A button that is only an icon: its name and its key are one hover away. */
export function IconControl({ name, keys, sizePixels = 36, isPressed, onClick, children }: IconControlProps) {
  return (
    <Tooltip label={`${name} (${keys})`}>
      <ActionIcon
        variant={isPressed ? "light" : "subtle"}
        color="gray"
        size={sizePixels}
        aria-label={name}
        aria-pressed={isPressed}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
