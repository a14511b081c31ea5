import type { ComponentProps } from "react";
import { NameDialog } from "../layout/name-dialog.tsx";
import type { Outcome } from "./collection-calls.ts";

type Done = Exclude<Outcome, { problem: unknown }>;

type CollectionNameDialogProps = Omit<ComponentProps<typeof NameDialog<Done>>, "example" | "longestName">;

const longestName = 200;

/** Asks for the name of a collection. */
export function CollectionNameDialog(props: CollectionNameDialogProps) {
  const example = props.isNameOptional ? "The name that it was exported with" : "Holiday";
  return <NameDialog<Done> {...props} example={example} longestName={longestName} />;
}
