/** What becomes of captions, as plainly as can be said: a stack of doings on each photo. */

export type Doing =
  | { kind: "edit"; photo: number; text: string }
  | { kind: "reject"; photos: readonly number[] }
  | { kind: "again"; photos: readonly number[] };

interface OwnState {
  own: string | null;
  rejected: readonly string[];
  avoided: readonly string[];
}

interface PlainPhoto extends OwnState {
  /** undefined: no machine looked yet. */
  machine: string | null | undefined;
  /** What was done to it and holds, the latest last. */
  stack: number[];
}

interface Done {
  before: Map<number, OwnState>;
  after: Map<number, OwnState>;
  /** Of photos for which another sentence was asked: the machine's that the next turn brings back. */
  machines: Map<number, string | null>;
}

/** An action either does something, or takes it back. */
interface PlainAction {
  doing: number;
  isUndoing: boolean;
  isUndone: boolean;
  /** What lay under it when it was taken back. */
  under: Map<number, string>;
}

export class PlainCaptions {
  readonly photos: PlainPhoto[];
  readonly #sentences: readonly string[];
  readonly #doings: Done[] = [];
  readonly actions: PlainAction[] = [];

  /** @param sentences that the machine would say of every photo, the likeliest first */
  constructor(photos: number, sentences: readonly string[]) {
    this.#sentences = sentences;
    this.photos = Array.from({ length: photos }, () => ({
      own: null,
      rejected: [],
      avoided: [],
      machine: undefined,
      stack: [],
    }));
  }

  shown(photo: PlainPhoto): string | null {
    if (photo.own !== null) return photo.own;
    return photo.machine == null || photo.rejected.includes(photo.machine) ? null : photo.machine;
  }

  look(): void {
    for (const photo of this.photos) {
      const { own, machine, rejected, avoided } = photo;
      const isAsked = machine != null && avoided.includes(machine);
      if (own !== null || (machine !== undefined && !isAsked)) continue;
      const said = this.#sentences.find((one) => !rejected.includes(one) && !avoided.includes(one));
      photo.machine = said ?? machine ?? null;
    }
  }

  clear(): void {
    for (const photo of this.photos) photo.machine = undefined;
  }

  /** @returns whether it changed anything */
  do(doing: Doing): boolean {
    const done: Done = { before: new Map(), after: new Map(), machines: new Map() };
    for (const index of doing.kind === "edit" ? [doing.photo] : doing.photos) {
      const photo = this.photos[index] as PlainPhoto;
      const after = changed(photo, doing, this.shown(photo));
      if (!after) continue;
      done.before.set(index, ownStateOf(photo));
      done.after.set(index, after);
      if (doing.kind === "again") done.machines.set(index, photo.machine as string);
    }
    if (done.after.size === 0) return false;
    this.#doings.push(done);
    this.actions.push({
      doing: this.#doings.length - 1,
      isUndoing: false,
      isUndone: false,
      under: new Map(),
    });
    this.#apply(done, done.after, this.#doings.length - 1);
    return true;
  }

  /** @returns whether it could be undone */
  undo(at: number): boolean {
    const action = this.actions[at] as PlainAction;
    const done = this.#doings[action.doing] as Done;
    const photos = [...done.after.keys()];
    const stackOf = (index: number) => this.photos[index]?.stack ?? [];
    const isOnTop = action.isUndoing
      ? photos.every((index) => JSON.stringify(stackOf(index)) === action.under.get(index))
      : photos.every((index) => stackOf(index).at(-1) === action.doing);
    if (action.isUndone || !isOnTop) return false;
    action.isUndone = true;
    const under = new Map<number, string>();
    if (action.isUndoing) this.#apply(done, done.after, action.doing);
    else {
      for (const index of photos) {
        stackOf(index).pop();
        under.set(index, JSON.stringify(stackOf(index)));
      }
      this.#apply(done, done.before);
    }
    this.#turnMachines(done);
    this.actions.push({ doing: action.doing, isUndoing: !action.isUndoing, isUndone: false, under });
    return true;
  }

  #apply(_: Done, states: ReadonlyMap<number, OwnState>, doing?: number): void {
    for (const [index, state] of states) {
      const photo = this.photos[index] as PlainPhoto;
      Object.assign(photo, state);
      if (doing !== undefined) photo.stack.push(doing);
    }
  }

  /** Of a photo of which no machine says anything any more nothing comes back, then or later. */
  #turnMachines({ machines }: Done): void {
    for (const [index, sentence] of machines) {
      const photo = this.photos[index] as PlainPhoto;
      const now = photo.machine;
      if (now === undefined) machines.delete(index);
      else {
        photo.machine = sentence;
        machines.set(index, now);
      }
    }
  }
}

function ownStateOf({ own, rejected, avoided }: OwnState): OwnState {
  return { own, rejected, avoided };
}

/** undefined where nothing has to be changed. */
function changed(photo: PlainPhoto, doing: Doing, shown: string | null): OwnState | undefined {
  const { own, rejected, avoided, machine } = photo;
  if (doing.kind === "edit") {
    const text = doing.text === "" ? null : doing.text;
    return text === own ? undefined : { own: text, rejected, avoided };
  }
  if (own !== null || machine == null) return undefined;
  if (doing.kind === "reject") {
    return shown === null ? undefined : { own, rejected: [...rejected, machine], avoided };
  }
  return avoided.includes(machine) ? undefined : { own, rejected, avoided: [...avoided, machine] };
}
