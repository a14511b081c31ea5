import { type RefObject, useLayoutEffect, useRef } from "react";
import { type Action, type AnyHome, canRun, type Home } from "./action.ts";

/** A home that is on the page now. */
export interface ActiveHome {
  readonly home: AnyHome;
  /** What its actions are done with at this moment. */
  context(): unknown;
  /** Where the focus must be for its keys: undefined for anywhere. */
  scope(): Element | null | undefined;
  /** The focus must be on the scope itself, not on something in it. */
  readonly isExact: boolean;
}

const active: ActiveHome[] = [];
let withholders = 0;

/** Those on the page. Their order says nothing: no two that can be there together share a key. */
export function activeHomes(): readonly ActiveHome[] {
  return active;
}

/** Whether something that is no home has the keyboard: a dialog, or one whose code is on its way. */
export function areKeysWithheld(): boolean {
  return withholders > 0;
}

export interface HomeOptions {
  /** Its keys work while the focus is in here; left out: wherever it is. */
  scope?: RefObject<Element | null>;
  /** While it is on the element itself, not on a button in it. */
  isExact?: boolean;
}

/** Makes the actions of a home work with this context, for as long as there is one. */
export function useHome<Context, Name extends string>(
  home: Home<Context, Name>,
  context: Context | undefined,
  { scope, isExact = false }: HomeOptions = {},
): void {
  const latest = useRef(context);
  useLayoutEffect(() => {
    latest.current = context;
  });
  const isActive = context !== undefined;
  useLayoutEffect(() => {
    if (!isActive) return;
    const entry: ActiveHome = {
      home,
      context: () => latest.current,
      scope: () => scope?.current,
      isExact,
    };
    active.push(entry);
    return () => {
      active.splice(active.indexOf(entry), 1);
    };
  }, [home, isActive, scope, isExact]);
}

/** No action works by its keys while this is so. */
export function useKeysWithheld(isSo: boolean): void {
  useLayoutEffect(() => {
    if (!isSo) return;
    withholders += 1;
    return () => {
      withholders -= 1;
    };
  }, [isSo]);
}

/** What can be done right now, by whichever way it is asked for. */
export interface Doable {
  readonly home: AnyHome;
  readonly action: Action<unknown>;
  /** "photos.similar" */
  readonly id: string;
  readonly context: unknown;
}

/**
 * Everything that can be done now; below a home that has the page to itself only what is everywhere.
 *
 * @param among only what these offer
 */
export function doableNow(homes: readonly ActiveHome[] = active, among = homes): Doable[] {
  const hasModal = homes.some(({ home }) => home.isModal);
  return among.flatMap(({ home, context: contextOf }) => {
    const context = contextOf();
    return Object.entries<Action<unknown>>(home.actions).flatMap(([name, action]) => {
      const isInReach = !hasModal || home.isModal || action.isEverywhere || action.isAlways;
      return isInReach && canRun(action, context)
        ? [{ home, action, id: actionId(home, name), context }]
        : [];
    });
  });
}

/** "photos.similar" */
export function actionId(home: AnyHome, name: string): string {
  return `${home.id}.${name}`;
}

/** Does the action of this name, where it can be done now. */
export function runNow(id: string): void {
  const found = doableNow().find((each) => each.id === id);
  found?.action.run(found.context);
}
