import { objectTable } from "./table.ts";

export const flowers = objectTable(
  "flower",
  `
tulip       |  | ground table | small | red yellow pink purple white orange |  | plant
rose        |  | ground table | small | red yellow pink white |  | plant
sunflower   |  | ground table | medium |  |  | plant
hibiscus    |  | ground | small | red pink yellow purple orange |  | plant
cherry blossom |  | ground table | small | pink white | blossom | plant
daisy       | blossom | ground | small |  |  | plant
bouquet     |  | table floor | medium |  | bunch of flowers | plant
lotus       |  | water | small |  | water lily | plant
`,
);

export const plants = objectTable(
  "plant",
  `
cactus      |  | ground table | medium |  |  |
palm tree   |  | ground | large |  | palm | tree
oak         | deciduous-tree | ground | large |  | leafy tree | tree
fir         | evergreen-tree | ground | large |  | pine tree, conifer | tree
bare tree   | leafless-tree | ground | large |  | dead tree | tree
pot plant   | potted-plant | floor table | medium |  | potted plant, house plant |
seedling    |  | ground | small |  | sprout |
clover      | four-leaf-clover | ground | small |  | shamrock |
maple leaf  |  | ground | small | red orange yellow |  | leaf
log         | wood | ground | medium |  | firewood |
`,
);

export const skyThings = objectTable(
  "sky thing",
  `
rainbow     |  | sky | large |  |  |
sun         | sun-with-face | sky | medium |  | smiling sun |
crescent moon | crescent-moon | sky | medium |  |  | moon
star        |  | sky | small | yellow white blue pink red |  |
shooting star |  | sky | medium |  | falling star | star
cloud with lightning | cloud-with-lightning | sky | medium |  | thunderstorm, lightning |
snowflake   |  | sky | small |  |  |
planet      | ringed-planet | sky | medium |  | saturn |
comet       |  | sky | medium |  | meteor |
tornado     |  | ground | large |  | whirlwind |
volcano     |  | ground | large |  |  | mountain
snowman     |  | ground | medium |  |  |
rock        |  | ground | medium |  | stone, boulder |
fire        |  | ground | medium |  | campfire, flame |
firework    | fireworks | sky | large |  |  |
`,
);

export const buildings = objectTable(
  "building",
  `
house       |  | ground | large | * | cottage | home
hut         |  | ground | large |  | cabin | home
ruin        | derelict-house | ground | large |  | abandoned house, derelict house | house
castle      |  | ground | large |  | fortress |
church      |  | ground | large |  | chapel |
mosque      |  | ground | large |  |  |
factory     |  | ground | large |  |  |
hospital    |  | ground | large |  |  |
school      |  | ground | large |  |  |
lighthouse  |  | ground | large |  |  | tower
tower       | tokyo-tower | ground | large |  |  |
statue      | statue-of-liberty | ground | large |  | statue of liberty |
stone head  | moai | ground | medium |  | easter island statue | statue
tent        |  | ground | large | * |  |
circus tent |  | ground | large | * | circus | tent
ferris wheel |  | ground | large |  | big wheel |
roller coaster |  | ground | large |  |  |
carousel horse |  | ground | large |  | merry go round |
fountain    |  | ground | large |  |  |
bus stop    |  | ground | medium |  |  |
`,
);
