import { objectTable } from "./table.ts";

export const people = objectTable(
  "person",
  `
man walking     | man-walking | ground floor | large |  | walking man | man
woman walking   | woman-walking | ground floor | large |  | walking woman | woman
man running     | man-running | ground | large |  | running man, jogger | man, runner
woman running   | woman-running | ground | large |  | running woman | woman, runner
woman dancing   | woman-dancing | ground floor | large |  | dancing woman | woman, dancer
man dancing     | man-dancing | ground floor | large |  | dancing man | man, dancer
cyclist         | man-biking | ground | large |  | man on a bike, biker | man
swimmer         | man-swimming | water | medium |  | swimming man | man
rower           | man-rowing-boat | water | large |  | man in a rowing boat | man
skier           |  | ground | large |  | person skiing |
snowboarder     |  | ground | large |  | person snowboarding |
golfer          | man-golfing | ground | large |  | man playing golf | man
juggler         | man-juggling | ground | large |  | man juggling | man
woman doing yoga | woman-in-lotus-position | ground floor | large |  | woman meditating | woman
rider           | horse-racing | ground | large |  | jockey, horse rider |
family          |  | ground | medium |  |  | people
astronaut       | woman-astronaut | table floor | medium |  | spacewoman | woman
santa claus     |  | floor | medium |  | santa, father christmas | man
mermaid         |  | under water | large |  |  | woman
fairy           |  | ground | medium |  |  | woman
`,
);
