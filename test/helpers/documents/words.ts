import type { randomFrom } from "../../../src/demo/random.ts";

export type Random = ReturnType<typeof randomFrom>;

const nouns = (
  "office water letter garden street school delivery quantity order report meeting total annual policy parents " +
  "insurance invoice contract item winter bridge station market paper ticket window kitchen harbour summer engine"
).split(" ");
const firstNames =
  "Anna Bert Carla Dario Elif Fritz Greta Hugo Ines Jonas Karla Luis Mira Nils Olga Paul".split(" ");
const lastNames =
  "Berger Conrad Dietz Ebner Falk Gruber Huber Imhof Jansen Keller Lang Moser Novak Olsen".split(" ");

export const word = (random: Random) => random.pick(nouns);
export const words = (random: Random, count: number) =>
  Array.from({ length: count }, () => word(random)).join(" ");
export const person = (random: Random) => `${random.pick(firstNames)} ${random.pick(lastNames)}`;
export const digits = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.whole(0, 9)).join("");
export const amount = (random: Random) => `${random.whole(1, 990)}.${digits(random, 2)}`;
export const date = (random: Random) =>
  `${String(random.whole(1, 28)).padStart(2, "0")}.${String(random.whole(1, 12)).padStart(2, "0")}.20${random.whole(10, 24)}`;

export const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at)).join("");
