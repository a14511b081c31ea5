import { Menu } from "@mantine/core";
import menu from "../grid/menu.module.css";
import { type Action, canRun, type Home, labelOf } from "./action.ts";
import { printKeys } from "./key-press.ts";

interface ActionItemsProps<Context> {
  home: Home<Context>;
  context: Context;
}

/** What can be done now, as the items of a menu, each with its key. */
export function ActionItems<Context>({ home, context }: ActionItemsProps<Context>) {
  return menuActions(home, context).map(([name, action]) => {
    const { icon: ItemIcon, isDanger } = action;
    const [keys] = action.keys ?? [];
    return (
      <Menu.Item
        key={name}
        {...(isDanger && { color: "red" })}
        {...(ItemIcon && { leftSection: <ItemIcon size={16} /> })}
        rightSection={keys !== undefined && <span className={menu.keys}>{printKeys(keys)}</span>}
        onClick={() => action.run(context)}
      >
        {labelOf(action, context)}
      </Menu.Item>
    );
  });
}

/** Those of a home's menu that can be done now. */
export function menuActions<Context>(home: Home<Context>, context: Context): [string, Action<Context>][] {
  return Object.entries<Action<Context>>(home.actions).filter(
    ([, action]) => action.isInMenu && canRun(action, context),
  );
}
