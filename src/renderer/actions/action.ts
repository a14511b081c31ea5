import type { Icon } from "@tabler/icons-react";

/** Where an action can be at home: a screen, or the photos of one collection. */
export const spots = [
  "photos",
  "collections",
  "collection",
  "duplicates",
  "problems",
  "models",
  "settings",
] as const;
export type Spot = (typeof spots)[number];

/** Something a person can do. All that shows, lists or carries out actions reads this, and nothing else. */
export interface Action<Context> {
  /** In words, wherever one is: in the list behind `?`, in the palette. */
  readonly name: string;
  /** What it is called with this before one's eyes: in menus, tooltips, the palette. Left out: its name. */
  label?(context: Context): string;
  /** In the notation of `contract/keys.ts`; each does it, the first is shown. */
  readonly keys?: readonly string[];
  readonly icon?: Icon;
  /** Whether it can be done now. Left out: always. What cannot be done leaves its keys to others. */
  applies?(context: Context): boolean;
  run(context: Context): void;
  /** The heading it stands under in the list behind `?`, where that is not its home's. */
  readonly group?: string;
  /** In the context menu of its home. */
  readonly isInMenu?: boolean;
  readonly isDanger?: boolean;
  /** By its keys while something is typed in, too. */
  readonly isForTyping?: boolean;
  /** Again and again while its keys are held. */
  readonly mayRepeat?: boolean;
  /** Also where another home has the page to itself: over an open photo, or while copies are compared. */
  readonly isEverywhere?: boolean;
  /** Whatever lies over the page, and whatever is typed: back and forward. */
  readonly isAlways?: boolean;
  /** Not in the palette: by hand, where one sees what happens. */
  readonly isOutOfPalette?: boolean;
}

/** Keys that move about: whatever is moved hears them itself. They are listed, and nobody else may have them. */
export interface Moves {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A part of the page with actions of its own, which it gives what they are done with. */
export interface Home<Context, Name extends string = string> {
  readonly id: string;
  /** Heading in the list behind `?`, and beside its actions in the palette. */
  readonly title: string;
  /** Where it can be on the page. */
  readonly spots: readonly Spot[];
  /** It lies over the page and has all keys, but those of actions that are everywhere. */
  readonly isModal?: boolean;
  readonly actions: Readonly<Record<Name, Action<Context>>>;
  readonly moves?: readonly Moves[];
}

/** `defineHome<Context>()({…})`: the context is named, the names of the actions are found. */
export function defineHome<Context>() {
  return <Name extends string>(home: Home<Context, Name>): Home<Context, Name> => home;
}

/** A home, whatever its actions are done with: a context is only ever given to the actions of its own home. */
export type AnyHome = Home<unknown>;

export function labelOf<Context>(action: Action<Context>, context: Context): string {
  return action.label?.(context) ?? action.name;
}

export function canRun<Context>({ applies }: Action<Context>, context: Context): boolean {
  return applies?.(context) ?? true;
}
