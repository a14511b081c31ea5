import { lights } from "../../src/demo/lights.ts";
import { objectKinds } from "../../src/demo/objects/index.ts";
import { places } from "../../src/demo/places.ts";
import type { Scene } from "../../src/demo/scene.ts";

/** What is looked for, and which of a library's photos show it. */
export interface LabelledQuery {
  text: string;
  /** Rows of the library. */
  matches: ReadonlySet<number>;
}

/** Every word of the demo photos' vocabulary: each kind of thing, place and light by its name. */
const vocabulary: readonly { text: string; isOn: (scene: Scene) => boolean }[] = [
  ...objectKinds.map(({ name }) => ({
    text: name,
    isOn: ({ objects }: Scene) => objects.some(({ kind }) => kind === name),
  })),
  ...Object.values(places).map(({ name, phrases }) => ({
    text: phrases[0] ?? name,
    isOn: ({ place }: Scene) => place === name,
  })),
  ...Object.values(lights).map(({ name, phrases }) => ({
    text: phrases[0] ?? name,
    isOn: ({ light }: Scene) => light === name,
  })),
];

/** The words of the vocabulary, each with the scenes that show it: some with none. */
export function wordsOf(scenes: readonly Scene[]): LabelledQuery[] {
  return vocabulary.map(({ text, isOn }) => ({
    text,
    matches: new Set(scenes.flatMap((scene, row) => (isOn(scene) ? [row] : []))),
  }));
}

/** Each caption matches the photograph that it was written of. */
export function captionsOfEach(photographs: readonly { queries: readonly string[] }[]): LabelledQuery[] {
  return photographs.flatMap(({ queries }, row) =>
    queries.map((text) => ({ text, matches: new Set([row]) })),
  );
}

/** What neither the drawn photos nor the captioned photographs show. */
export const absentThings: readonly string[] = [
  "a nuclear submarine",
  "an x-ray of a chest",
  "a passport",
  "stock market chart",
  "a tax form",
  "an MRI scan",
  "a chess tournament",
  "a dentist",
  "a polar expedition",
  "a violin concert",
  "a bull fight",
  "the moon landing",
  "a car crash",
  "a hospital bed",
  "a concert hall",
  "an oil rig",
  "a receipt",
  "whiteboard with equations",
  "a newborn baby in hospital",
  "a coral reef seen by divers",
  "a courtroom",
  "an operating theatre",
  "knitting pattern",
  "a steam turbine",
  "a sumo wrestler",
  "a blood sample under the microscope",
  "a coal mine",
  "fingerprints",
  "a parliament in session",
  "a sheet of postage stamps",
];
