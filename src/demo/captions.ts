import { lights } from "./lights.ts";
import { objectKind } from "./objects/index.ts";
import { places } from "./places.ts";
import { type Random, randomFrom } from "./random.ts";
import { groupsOf, type ObjectGroup, type Scene } from "./scene.ts";

const numbers = ["no", "one", "two", "three", "four", "five", "six"];

/** "a red car", "an apple", "two dogs". */
function nounPhrase({ colour, count }: ObjectGroup, [singular, plural]: readonly [string, string]): string {
  const noun = count === 1 ? singular : plural;
  const painted = colour ? `${colour} ${noun}` : noun;
  if (count > 1) return `${numbers[count] ?? count} ${painted}`;
  return `${/^[aeio]|^u(?!ni)/.test(painted) ? "an" : "a"} ${painted}`;
}

function joined(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

type Name = readonly [singular: string, plural: string];

function namesOf(group: ObjectGroup): { own: Name; all: Name[] } {
  const kind = objectKind(group.kind);
  const own = [kind.name, kind.plural] as const;
  return { own, all: [own, ...kind.synonyms] };
}

interface Words {
  things: string;
  place: string;
  light: string;
}

function canonicalWords(scene: Scene): Words {
  return {
    things: joined(groupsOf(scene).map((group) => nounPhrase(group, namesOf(group).own))),
    place: places[scene.place].phrases[0] ?? scene.place,
    light: scene.place === "space" ? "" : (lights[scene.light].phrases[0] ?? scene.light),
  };
}

/** With synonyms, any order of the things, any phrase for place and light. */
function otherWords(scene: Scene, random: Random): Words {
  const groups = random.shuffle(groupsOf(scene));
  return {
    things: joined(groups.map((group) => nounPhrase(group, random.pick(namesOf(group).all)))),
    place: random.pick(places[scene.place].phrases),
    light: scene.place === "space" ? "" : random.pick(lights[scene.light].phrases),
  };
}

/** How a sentence can be made of the words. Keyword lists are not among them: see `heldOutCaptionOf`. */
const templates: readonly ((words: Words) => string)[] = [
  ({ things, place, light }) => `${things} ${place} ${light}`,
  ({ things, place, light }) => `a photo of ${things} ${place} ${light}`,
  ({ things, place, light }) => `${things} ${light} ${place}`,
  ({ things, place, light }) => `${light} ${place} with ${things}`,
  ({ things, place, light }) => `${place} ${light} there is ${things}`,
  ({ things, place, light }) => `picture of ${things} taken ${place} ${light}`,
];

function tidy(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * What a person might call the picture, in several wordings; the first names every object, its colour and number, the
 * place and the time.
 */
export function captionsOf(scene: Scene): string[] {
  const random = randomFrom(`captions ${scene.backgroundSeed} ${JSON.stringify(scene.objects)}`);
  const captions = [tidy(templates[0]?.(canonicalWords(scene)) ?? "")];
  for (const template of templates) captions.push(tidy(template(otherWords(scene, random))));
  return [...new Set(captions)];
}

/** Short things people type: one object, a place, a time, a colour with its object, a wider word. */
export function shortCaptionsOf(scene: Scene): string[] {
  const random = randomFrom(`short ${scene.backgroundSeed}`);
  const groups = groupsOf(scene);
  const group = random.pick(groups);
  const kind = objectKind(group.kind);
  const single = { ...group, count: 1 };
  const plain = { ...single, colour: null };
  const name = random.pick(namesOf(group).all);
  const place = random.pick(places[scene.place].phrases);
  const light = random.pick(lights[scene.light].phrases);
  const wider = kind.hypernyms.length > 0 ? random.pick(kind.hypernyms) : name;
  return [
    name[0],
    group.count > 1 ? name[1] : nounPhrase(plain, name),
    nounPhrase(group, name),
    nounPhrase(plain, wider),
    `${nounPhrase(plain, name)} ${place}`,
    `${nounPhrase(single, name)} ${light}`,
    place,
    random.pick(places[scene.place].words),
    ...(scene.place === "space" ? [] : [light, random.pick(lights[scene.light].words), `${place} ${light}`]),
    ...(group.colour ? [`${group.colour} ${name[0]}`, `something ${group.colour}`] : []),
    ...(groups.length > 1
      ? [joined(groups.map((other) => nounPhrase({ ...other, count: 1, colour: null }, namesOf(other).own)))]
      : []),
  ].map(tidy);
}

/**
 * A wording that no training caption has: a bare list of keywords, "dog, sea, evening" for "a dog by the sea at dusk".
 * Each of its words does occur in training, in sentences.
 */
export function heldOutCaptionOf(scene: Scene): string {
  const random = randomFrom(`held out ${scene.backgroundSeed}`);
  const things = groupsOf(scene).map((group) => {
    const [singular, plural] = random.pick(namesOf(group).all);
    const noun = group.count > 1 ? `${numbers[group.count]} ${plural}` : singular;
    return group.colour ? painted(noun, group) : noun;
  });
  const place = random.pick(places[scene.place].words);
  const light = scene.place === "space" ? [] : [random.pick(lights[scene.light].words)];
  return [...things, place, ...light].join(", ");
}

function painted(noun: string, { colour, count }: ObjectGroup): string {
  if (count === 1) return `${colour} ${noun}`;
  const [number, ...rest] = noun.split(" ");
  return `${number} ${colour} ${rest.join(" ")}`;
}
