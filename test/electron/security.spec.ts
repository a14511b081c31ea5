import { expect, test } from "./support/fixtures.ts";
import type { ShellUnderTest } from "./support/shell-under-test.ts";

async function staysWhereItIs(shell: ShellUnderTest, attempt: () => void): Promise<void> {
  const before = shell.page.url();
  await shell.page.evaluate(() => {
    (globalThis as typeof globalThis & { marker?: string }).marker = "the same document";
  });
  await shell.page.evaluate(attempt);
  // What the page asks for afterwards is answered by the process that would have let it go: it has decided by then.
  await shell.page.evaluate(async () => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      await fetch("/");
    }
  });
  const marker = await shell.page.evaluate(
    () => (globalThis as typeof globalThis & { marker?: string }).marker,
  );
  expect(marker).toBe("the same document");
  expect(shell.page.url()).toBe(before);
  expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(shell.page.context().pages()).toHaveLength(1);
  expect(await shell.shellCalls()).toEqual([]);
}

test("the page has no part of Node, and of Electron only the bridge", async ({ shared: shell }) => {
  const found = await shell.page.evaluate(() => {
    const names = ["require", "process", "module", "exports", "Buffer", "global", "electron", "ipcRenderer"];
    return names.filter((name) => name in globalThis);
  });
  expect(found).toEqual([]);
  const bridge = await shell.page.evaluate(() =>
    Object.entries(shoeboxDesktop).map(([name, member]) => `${name}: ${typeof member}`),
  );
  expect(bridge.sort()).toEqual([
    "chooseDirectories: function",
    "connect: function",
    "onCoreRestarted: function",
    "onMenuCommand: function",
    "pathForFile: function",
    "platform: string",
  ]);
  const isUnchangeable = await shell.page.evaluate(() => {
    const { writable, configurable } = Object.getOwnPropertyDescriptor(globalThis, "shoeboxDesktop") ?? {};
    return Object.isFrozen(shoeboxDesktop) && writable === false && configurable === false;
  });
  expect(isUnchangeable).toBe(true);
});

test("it goes nowhere else, however it tries", async ({ shared: shell }) => {
  await staysWhereItIs(shell, () => location.assign("https://example.com/"));
  await staysWhereItIs(shell, () => location.assign("/media/original/1"));
  await staysWhereItIs(shell, () => {
    const link = Object.assign(document.createElement("a"), {
      href: "https://example.com/",
      textContent: "out",
    });
    document.body.append(link);
    link.click();
  });
  await staysWhereItIs(shell, () => {
    const form = Object.assign(document.createElement("form"), {
      action: "https://example.com/",
      method: "post",
    });
    document.body.append(form);
    form.submit();
  });
});

test("it may load itself again", async ({ shared: shell }) => {
  await shell.page.evaluate(() => {
    (globalThis as typeof globalThis & { marker?: string }).marker = "the old document";
  });
  await Promise.all([shell.page.waitForEvent("load"), shell.page.evaluate(() => location.reload())]);
  const marker = await shell.page.evaluate(
    () => (globalThis as typeof globalThis & { marker?: string }).marker,
  );
  expect(marker).toBeUndefined();
  expect(await shell.page.evaluate(() => typeof shoeboxDesktop.connect)).toBe("function");
});

test("it opens no window", async ({ shared: shell }) => {
  await staysWhereItIs(shell, () => void window.open("https://example.com/"));
  await staysWhereItIs(shell, () => void window.open("/", "second", "width=300,height=300"));
  await staysWhereItIs(shell, () => {
    const link = document.createElement("a");
    Object.assign(link, { href: "https://example.com/", target: "_blank", textContent: "out" });
    document.body.append(link);
    link.click();
  });
});

test("even the browser around it cannot be led elsewhere", async ({ shared: shell }) => {
  const home = shell.page.url();
  await expect(shell.page.goto("https://example.org/")).rejects.toThrow("ERR_BLOCKED_BY_CLIENT");
  await shell.page.waitForURL((url) => url.protocol === "chrome-error:");
  await shell.page.goto(home);
});

test("every permission is denied, but to put text on the clipboard", async ({ shared: shell }) => {
  const states = await shell.page.evaluate(async () => {
    const names = [
      "geolocation",
      "notifications",
      "camera",
      "microphone",
      "clipboard-read",
      "midi",
      "clipboard-write",
    ];
    const entries = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      return [name, state];
    });
    return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
  });
  const { "clipboard-write": writing, ...others } = states;
  expect(writing).toBe("granted");
  expect(Object.values(others)).toEqual(Object.keys(others).map(() => "denied"));
  const errorCode = await shell.page.evaluate(
    () =>
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve("a position"),
          (error) => resolve(error.code),
        );
      }),
  );
  expect(errorCode).toBe(1);
});

test("foreign code does not run in it, foreign content does not load", async ({ shared: shell }) => {
  const outcome = await shell.page.evaluate(async () => {
    const seen = globalThis as typeof globalThis & { inlineRan?: boolean };
    const script = document.createElement("script");
    script.textContent = "globalThis.inlineRan = true";
    document.body.append(script);
    const handler = document.createElement("div");
    handler.setAttribute("onclick", "globalThis.inlineRan = true");
    document.body.append(handler);
    handler.click();
    const violations: string[] = [];
    addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    // In a task of its own: what DevTools evaluates may itself make code out of text.
    const fails = (work: () => unknown) =>
      new Promise<boolean>((resolve) => {
        const attempt = async () => work();
        setTimeout(() =>
          attempt().then(
            () => resolve(false),
            () => resolve(true),
          ),
        );
      });
    return {
      inlineRan: seen.inlineRan ?? false,
      evalRefused: await fails(() => new Function("return 1")()),
      fetchRefused: await fails(() => fetch("https://example.com/")),
      socketRefused: await new Promise((resolve) => {
        try {
          const socket = new WebSocket("wss://example.com/");
          socket.onerror = () => resolve(true);
          socket.onopen = () => resolve(false);
        } catch {
          resolve(true);
        }
      }),
      violations,
    };
  });
  expect(outcome).toMatchObject({
    inlineRan: false,
    evalRefused: true,
    fetchRefused: true,
    socketRefused: true,
  });
  expect(outcome.violations).toContain("connect-src");
});

test("its scheme serves the page and pictures, and no other file", async ({ shared: shell }) => {
  const statuses = await shell.page.evaluate(async () => {
    const addresses = [
      "/",
      "/package.json",
      "/../../package.json",
      "/..%2f..%2fpackage.json",
      "/media/original/..%2f..%2fetc%2fpasswd",
      "/media/original/0",
      "/media/original/%2e",
      "/media/",
    ];
    const entries = addresses.map(async (address) => [address, (await fetch(address)).status]);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
  });
  const { "/": page, ...others } = statuses;
  expect(page).toBe(200);
  expect(Object.values(others)).toEqual(Object.keys(others).map(() => 404));
  expect(await shell.page.evaluate(async () => (await fetch("/", { method: "POST" })).status)).toBe(405);
});
