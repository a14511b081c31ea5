import { fileURLToPath } from "node:url";
import { expect, test } from "./support/fixtures.ts";

/**
 * What Electron's documentation says of contextBridge, ipcRenderer and MessagePorts, tried on a tiny app. Under the
 * stand-in this holds the stand-in to it; in Electron itself it would show where the stand-in is wrong.
 */
const mainPath = fileURLToPath(new URL("./fixtures/probe/main.mjs", import.meta.url));

test.use({ mainPath });

interface Probe {
  values: { date: Date; bytes: Uint8Array; map: Map<string, number>; nested: { list: number[] } };
  point: { x: number; y: number; sum?: unknown };
  requireFs(): { error?: string };
  seesPage(): string;
  kindOf(value: unknown): string;
  callBack(callback: (value: object, call: () => string) => unknown): unknown;
  giveBack<Value>(value: Value): Value;
  throwError(): void;
  rejectLater(): Promise<void>;
  echo(...values: unknown[]): Promise<unknown[]>;
  describe(value: unknown): Promise<string>;
  throwInMain(): Promise<void>;
  giveFunction(): Promise<unknown>;
  sendFunction(): { error?: string };
  askForPort(): Promise<void>;
}

declare global {
  var probe: Probe;
}

test("the worlds share no globals, and the preload script has no Node", async ({ shared }) => {
  const seen = await shared.page.evaluate(() => {
    Object.assign(globalThis, { setByPage: true });
    return {
      page: probe.seesPage(),
      fs: probe.requireFs(),
      require: typeof (globalThis as { require?: unknown }).require,
    };
  });
  expect(seen).toEqual({
    page: "undefined",
    fs: { error: "module not found: node:fs" },
    require: "undefined",
  });
});

test("what is exposed is a frozen copy of the page's own kind, without prototypes of ours", async ({
  shared,
}) => {
  const seen = await shared.page.evaluate(() => ({
    date: probe.values.date instanceof Date,
    bytes: probe.values.bytes instanceof Uint8Array && [...probe.values.bytes],
    map: probe.values.map instanceof Map && probe.values.map.get("key"),
    array: Array.isArray(probe.values.nested.list),
    frozen: Object.isFrozen(probe) && Object.isFrozen(probe.values.nested),
    point: { ...probe.point, sum: typeof probe.point.sum },
    isFunctionOfPage: probe.kindOf instanceof Function,
  }));
  expect(seen).toEqual({
    date: true,
    bytes: [1, 2, 3],
    map: 1,
    array: true,
    frozen: true,
    point: { x: 1, y: 2, sum: "undefined" },
    isFunctionOfPage: true,
  });
});

test("arguments keep their kind, functions are called across, and come back as themselves", async ({
  shared,
}) => {
  const seen = await shared.page.evaluate(() => {
    const own = () => "own";
    return {
      kinds: [new Date(), /x/, new Map(), new Uint8Array(1), [], null].map((value) => probe.kindOf(value)),
      called: probe.callBack((value, call) => ({ ...value, answer: call() })),
      isSame: probe.giveBack(own) === own,
    };
  });
  expect(seen).toEqual({
    kinds: ["Date", "RegExp", "Map", "Uint8Array", "Array", "Null"].map((kind) => `[object ${kind}]`),
    called: { from: "preload", answer: "called across" },
    isSame: true,
  });
});

test("errors keep their message, and nothing else", async ({ shared }) => {
  const seen = await shared.page.evaluate(async () => {
    const factsOf = (error: unknown) => ({
      message: (error as Error).message,
      isError: error instanceof Error,
      code: typeof (error as { code?: unknown }).code,
    });
    const caught = [];
    try {
      probe.throwError();
    } catch (error) {
      caught.push(factsOf(error));
    }
    await probe.rejectLater().catch((error) => caught.push(factsOf(error)));
    await probe.throwInMain().catch((error) => caught.push(factsOf(error)));
    return caught;
  });
  expect(seen).toEqual([
    { message: "refused", isError: true, code: "undefined" },
    { message: "refused later", isError: true, code: "undefined" },
    {
      message: "Error invoking remote method 'throw': RangeError: too far",
      isError: true,
      code: "undefined",
    },
  ]);
});

test("values reach the main process as structured clones", async ({ shared }) => {
  const seen = await shared.page.evaluate(async () => {
    const [date, bytes, map, missing] = await probe.echo(
      new Date(5),
      new Uint8Array([7]),
      new Map([[1, 2]]),
      undefined,
    );
    return {
      date: (date as Date).getTime(),
      bytes: [...(bytes as Uint8Array)],
      map: [...(map as Map<number, number>)],
      missing: typeof missing,
      set: await probe.describe(new Set()),
    };
  });
  expect(seen).toEqual({ date: 5, bytes: [7], map: [[1, 2]], missing: "undefined", set: "[object Set]" });
});

test("functions do not reach it, in neither direction", async ({ shared }) => {
  const seen = await shared.page.evaluate(async () => ({
    sent: probe.sendFunction().error,
    given: await probe.giveFunction().catch((error: Error) => error.message),
  }));
  expect(seen.sent).toContain("could not be cloned");
  expect(seen.given).toContain("could not be cloned");
});

test("a port arrives as a MessagePort, with what was said before, and closes when the other end does", async ({
  shared,
}) => {
  const heard = await shared.page.evaluate(async () => {
    const arrived = new Promise<MessageEvent>((resolve) =>
      addEventListener("message", resolve, { once: true }),
    );
    await probe.askForPort();
    const { data, ports } = await arrived;
    const [port] = ports;
    if (!(port instanceof MessagePort)) throw new Error("No port came.");
    const log: unknown[] = [data];
    const closed = new Promise<void>((resolve) => {
      port.onmessage = (event) => log.push(event.data);
      port.addEventListener("close", () => {
        log.push("closed");
        resolve();
      });
    });
    port.postMessage({ bytes: new Uint8Array([1]) });
    port.postMessage("close");
    await closed;
    return log;
  });
  expect(heard).toEqual([
    { message: "with a port", count: 1 },
    "sent before anybody listened",
    { echoed: { bytes: new Uint8Array([1]) } },
    "closed",
  ]);
});
