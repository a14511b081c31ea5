// Loaded into Electron's main process before the app (`electron -r`): a dialog of the system cannot be pressed from a
// test, and no file manager should open. What was asked is kept, answers come from the test.
const { dialog, shell } = require("electron");

const shown = [];
const answers = { open: [], message: [] };
const waiting = { open: [], message: [] };

function show(kind, parameters) {
  const options = JSON.parse(JSON.stringify(parameters.at(-1)));
  const entry = { kind, options, hasParent: parameters.length > 1, isAnswered: false };
  shown.push(entry);
  return new Promise((settle) => {
    waiting[kind].push({ entry, settle });
    settleNext(kind);
  });
}

function settleNext(kind) {
  if (answers[kind].length === 0 || waiting[kind].length === 0) return;
  const { entry, settle } = waiting[kind].shift();
  entry.isAnswered = true;
  settle(answers[kind].shift());
}

dialog.showOpenDialog = (...parameters) => show("open", parameters);
dialog.showMessageBox = (...parameters) => show("message", parameters);
dialog.showErrorBox = (title, content) =>
  shown.push({ kind: "error", options: { title, content }, hasParent: false, isAnswered: true });

const shellCalls = [];
shell.showItemInFolder = (target) => shellCalls.push({ method: "showItemInFolder", target });
shell.openExternal = async (target) => shellCalls.push({ method: "openExternal", target });

globalThis.shoeboxUserSide = {
  shown,
  shellCalls,
  answer(kind, answer) {
    answers[kind].push(answer);
    settleNext(kind);
  },
};
