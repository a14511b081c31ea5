import { requireKnownKeys, strict } from "./strict.ts";

const openDialogKeys = ["title", "defaultPath", "buttonLabel", "filters", "properties", "message"];
const openDialogProperties = [
  "openFile",
  "openDirectory",
  "multiSelections",
  "showHiddenFiles",
  "createDirectory",
  "promptToCreate",
  "noResolveAliases",
  "treatPackageAsDirectory",
  "dontAddToRecent",
];
const messageBoxKeys = [
  "type",
  "title",
  "message",
  "detail",
  "buttons",
  "defaultId",
  "cancelId",
  "noLink",
  "checkboxLabel",
  "normalizeAccessKeys",
];

/** A dialog that the shell opened; it stays open until a test answers it. */
export interface ShownDialog {
  kind: "open" | "message" | "error";
  options: Record<string, unknown>;
  hasParent: boolean;
  isAnswered: boolean;
}

const shown: ShownDialog[] = [];
const answers: Record<"open" | "message", unknown[]> = { open: [], message: [] };
const waiting: Record<"open" | "message", { dialog: ShownDialog; settle: (answer: unknown) => void }[]> = {
  open: [],
  message: [],
};

function show(kind: "open" | "message", parameters: unknown[]): Promise<unknown> {
  const options = (parameters.length > 1 ? parameters[1] : parameters[0]) as Record<string, unknown>;
  const dialog = {
    kind,
    options: structuredClone(options),
    hasParent: parameters.length > 1,
    isAnswered: false,
  };
  shown.push(dialog);
  return new Promise((settle) => {
    waiting[kind].push({ dialog, settle });
    settleNext(kind);
  });
}

function settleNext(kind: "open" | "message"): void {
  if (answers[kind].length === 0) return;
  const next = waiting[kind].shift();
  if (!next) return;
  next.dialog.isAnswered = true;
  next.settle(answers[kind].shift());
}

function requireKnownProperties(options: { properties?: string[] }): void {
  const unknown = (options.properties ?? []).filter((property) => !openDialogProperties.includes(property));
  if (unknown.length > 0) throw new TypeError(`Unknown dialog property ${unknown.join(", ")}`);
}

export const dialog = strict("dialog", {
  async showOpenDialog(...parameters: unknown[]): Promise<unknown> {
    const options = parameters.at(-1) as { properties?: string[] };
    requireKnownKeys("showOpenDialog options", options, openDialogKeys);
    requireKnownProperties(options);
    return show("open", parameters);
  },

  async showMessageBox(...parameters: unknown[]): Promise<unknown> {
    const options = parameters.at(-1) as { message?: unknown };
    requireKnownKeys("showMessageBox options", options, messageBoxKeys);
    if (typeof options.message !== "string") throw new TypeError("message must be a string");
    return show("message", parameters);
  },

  showErrorBox(title: string, content: string): void {
    shown.push({ kind: "error", options: { title, content }, hasParent: false, isAnswered: true });
  },
});

/** A person's side of the dialogs, for tests. */
export const dialogUser = {
  shown: () => shown,
  chooseInOpenDialog(filePaths: string[]): void {
    answers.open.push({ canceled: filePaths.length === 0, filePaths });
    settleNext("open");
  },
  pressInMessageBox(response: number): void {
    answers.message.push({ response, checkboxChecked: false });
    settleNext("message");
  },
};
