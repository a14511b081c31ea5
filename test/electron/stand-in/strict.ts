import { EventEmitter } from "node:events";

/** What JavaScript itself looks up on any object. */
const askedByLanguage = new Set([
  "then",
  "toJSON",
  "constructor",
  "prototype",
  "name",
  "length",
  "asymmetricMatch",
]);

/**
 * An object of which unknown members may not be read or called: a part of Electron that the shell uses and the stand-in
 * lacks is an error, never a silent `undefined`.
 */
export function strict<Target extends object>(name: string, target: Target): Target {
  const proxy = new Proxy(target, {
    get(object, key) {
      const value = Reflect.get(object, key, object);
      if (value === undefined && typeof key === "string" && !(key in object) && !askedByLanguage.has(key)) {
        throw new Error(`The stand-in for Electron does not know ${name}.${key}.`);
      }
      // Private fields live on the object, not on its proxy.
      return typeof value === "function" && key !== "constructor" ? bound(object, value as AnyMethod) : value;
    },
    set(object, key, value) {
      if (!(key in object))
        throw new Error(`The stand-in for Electron does not know ${name}.${String(key)}.`);
      return Reflect.set(object, key, value, object);
    },
  });
  proxies.set(target, proxy);
  return proxy;
}

const proxies = new WeakMap<object, object>();
const boundFunctions = new WeakMap<object, Map<unknown, unknown>>();

/** The strict face of an object that has one: what listeners get to see. */
export function faceOf<Target extends object>(target: Target): Target {
  return (proxies.get(target) as Target | undefined) ?? target;
}

type AnyMethod = (...parameters: never[]) => unknown;

function bound(object: object, method: AnyMethod): unknown {
  const known = boundFunctions.get(object) ?? new Map<unknown, unknown>();
  boundFunctions.set(object, known);
  if (!known.has(method)) known.set(method, method.bind(object as never));
  return known.get(method);
}

/** Throws for options that Electron may know but the stand-in does not act on. */
export function requireKnownKeys(what: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw new Error(`The stand-in for Electron does not know ${what}.${key}.`);
  }
}

/** An emitter that only takes listeners for the events it was told of. */
export class StrictEmitter extends EventEmitter {
  constructor(name: string, events: readonly string[]) {
    super();
    this.on("newListener", (event: string | symbol) => {
      if (event !== "removeListener" && event !== "newListener" && !events.includes(String(event))) {
        throw new Error(`The stand-in for Electron does not know the event "${String(event)}" of ${name}.`);
      }
    });
  }
}

/** The first argument of Electron's events. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventableEvent<Details extends object>(details?: Details): PreventableEvent & Details {
  let isPrevented = false;
  return Object.defineProperties({ ...details } as PreventableEvent & Details, {
    defaultPrevented: { get: () => isPrevented },
    preventDefault: {
      value: () => {
        isPrevented = true;
      },
    },
  });
}
