import { objectTable } from "./table.ts";

export const animals = objectTable(
  "animal",
  `
dog        |  | ground floor | medium |  | hound | pet
poodle     |  | ground floor | medium |  |  | pet
cat        |  | ground floor table | medium |  | kitty | pet
black cat  |  | ground floor | medium |  |  | pet
rabbit     |  | ground floor | small |  | bunny | pet
hamster    |  | table floor | small |  |  | pet
mouse      |  | ground floor table | small |  |  |
rat        |  | ground floor | small |  |  |
horse      |  | ground | large |  | pony |
donkey     |  | ground | large |  | mule |
zebra      |  | ground | large |  |  |
cow        |  | ground | large |  |  | cattle
ox         |  | ground | large |  | bull |
bison      |  | ground | large |  | buffalo |
pig        |  | ground | medium |  |  |
boar       |  | ground | medium |  | wild pig |
sheep      | ewe | ground | medium |  | lamb |
ram        |  | ground | medium |  |  |
goat       |  | ground | medium |  |  |
llama      |  | ground | large |  | alpaca |
camel      | two-hump-camel | ground | large |  |  |
giraffe    |  | ground | large |  |  |
elephant   |  | ground | large |  |  |
mammoth    |  | ground | large |  |  |
rhinoceros |  | ground | large |  | rhino |
hippopotamus |  | ground water | large |  | hippo |
tiger      |  | ground | large |  |  |
leopard    |  | ground | large |  | cheetah |
lion       |  | ground | medium |  |  |
wolf       |  | ground | medium |  |  |
fox        |  | ground | medium |  |  |
bear       |  | ground | medium |  | brown bear |
polar bear |  | ground | large |  | white bear |
panda      |  | ground | medium |  |  |
koala      |  | ground | medium |  |  |
kangaroo   |  | ground | medium |  | wallaby |
gorilla    |  | ground | medium |  | ape |
orangutan  |  | ground | medium |  |  |
monkey     |  | ground | medium |  |  |
sloth      |  | ground | medium |  |  |
deer       |  | ground | large |  | doe |
moose      |  | ground | large |  | elk |
raccoon    |  | ground | medium |  |  |
skunk      |  | ground | medium |  |  |
badger     |  | ground | medium |  |  |
beaver     |  | ground | medium |  |  |
otter      |  | ground | medium |  |  |
hedgehog   |  | ground | small |  |  |
squirrel   | chipmunk | ground | small |  | chipmunk |
bat        |  | sky | medium |  |  |
frog       |  | ground | small |  | toad |
crocodile  |  | ground water | large |  | alligator | reptile
lizard     |  | ground | medium |  | gecko | reptile
snake      |  | ground | medium |  |  | reptile
turtle     |  | ground under | medium |  | tortoise | reptile
dinosaur   | sauropod | ground | large |  |  | reptile
tyrannosaurus | t-rex | ground | large |  |  | dinosaur, reptile
dragon     |  | ground sky | large |  |  |
unicorn    |  | ground | medium |  |  |
`,
);

export const birds = objectTable(
  "bird",
  `
bird       |  | ground sky | medium | * |  | animal
rooster    |  | ground | medium |  | cock | animal
hen        | chicken | ground | medium |  | chicken | animal
chick      | baby-chick | ground | small |  | baby chicken | animal
duck       |  | ground water | medium |  |  | animal
swan       |  | water | medium |  |  | animal
goose      |  | ground water | medium |  |  | animal
turkey     |  | ground | medium |  |  | animal
owl        |  | ground sky | medium |  |  | animal
eagle      |  | sky | large |  | hawk | animal
dove       |  | sky | medium |  | pigeon | animal
parrot     |  | ground sky | medium |  |  | animal
peacock    |  | ground | large |  |  | animal
flamingo   |  | ground water | large |  |  | animal
penguin    |  | ground | medium |  |  | animal
dodo       |  | ground | medium |  |  | animal
crow       | black-bird | ground sky | medium |  | blackbird, raven | animal
`,
);

export const seaAnimals = objectTable(
  "sea animal",
  `
fish          |  | under water | medium | * |  | animal
tropical fish |  | under | medium |  |  | fish, animal
pufferfish    | blowfish | under | medium |  |  | fish, animal
shark         |  | under water | large |  |  | fish, animal
whale         |  | under water | large |  |  | animal
dolphin       |  | under water | large |  | porpoise | animal
orca          |  | under water | large |  | killer whale | animal
seal          |  | ground water | medium |  | sea lion | animal
octopus       |  | under | medium |  |  | animal
squid         |  | under | medium |  |  | animal
jellyfish     |  | under | medium |  |  | animal
crab          |  | ground under | medium |  |  | animal
lobster       |  | ground under | medium |  |  | animal
shrimp        |  | under | medium |  | prawn | animal
shell         | spiral-shell | ground under | small |  | seashell |
coral         |  | under | medium |  |  |
`,
);

export const insects = objectTable(
  "insect",
  `
butterfly  |  | sky ground | small | * |  | bug, animal
bee        | honeybee | sky | small |  | honeybee, bumblebee | bug, animal
ladybird   | lady-beetle | ground | small |  | ladybug | bug, beetle, animal
beetle     |  | ground | small |  |  | bug, animal
ant        |  | ground | small |  |  | bug, animal
spider     |  | ground floor | small |  | tarantula | bug, animal
cricket    |  | ground | small |  | grasshopper | bug, animal
snail      |  | ground | small |  | slug | animal
caterpillar | bug | ground | small |  |  | bug, animal
scorpion   |  | ground | small |  |  | animal
`,
);
