import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { type Action, canRun, type Home, labelOf } from "./action.ts";
import { actionId, runNow } from "./active-homes.ts";
import { ariaKeys, printKeys } from "./key-press.ts";

/** "Find similar (S)" */
export function tooltipOf(action: Pick<Action<never>, "name" | "keys">, name = action.name): string {
  const [keys] = action.keys ?? [];
  return keys === undefined ? name : `${name} (${printKeys(keys)})`;
}

interface ActionControlProps<Context> {
  action: Action<Context>;
  context: Context;
  /** In place of what the action is called. */
  name?: string;
  sizePixels?: number;
  iconPixels?: number;
  isPressed?: boolean;
  /** With an edge around it. */
  isFramed?: boolean;
  /** In place of its own icon. */
  children?: ReactNode;
}

/** A button that is only an icon: the action's name and its key are one hover away. */
export function ActionControl<Context>(props: ActionControlProps<Context>) {
  const { action, context, isPressed, isFramed, sizePixels = 36, iconPixels = 18 } = props;
  const name = props.name ?? labelOf(action, context);
  const ActionsIcon = action.icon;
  return (
    <Tooltip label={tooltipOf(action, name)}>
      <ActionIcon
        variant={isFramed ? "default" : isPressed ? "light" : "subtle"}
        {...(!isFramed && { color: "gray" })}
        size={sizePixels}
        aria-label={name}
        aria-pressed={isPressed}
        aria-keyshortcuts={action.keys && ariaKeys(action.keys)}
        onClick={() => canRun(action, context) && action.run(context)}
      >
        {props.children || (ActionsIcon && <ActionsIcon size={iconPixels} />)}
      </ActionIcon>
    </Tooltip>
  );
}

interface NowControlProps<Name extends string> {
  home: Home<never, Name>;
  name: Name;
  sizePixels?: number;
  iconPixels?: number;
}

/** The same for an action of another home, which knows what it is done with. */
export function NowControl<Name extends string>({ home, name, ...sizes }: NowControlProps<Name>) {
  const { label: _, applies: __, ...action } = home.actions[name] as Action<unknown>;
  const run = () => runNow(actionId(home, name));
  return <ActionControl {...sizes} action={{ ...action, run }} context={undefined} />;
}

/** What stands on a button with words: its tooltip has the action's own name, and its key. */
export function ActionTooltip<Context>(props: { action: Action<Context>; children: ReactElement }) {
  return <Tooltip label={tooltipOf(props.action)}>{props.children}</Tooltip>;
}
