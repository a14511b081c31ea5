import { objectTable } from "./table.ts";

export const fruit = objectTable(
  "fruit",
  `
apple       | red-apple | table ground | small | red green yellow |  | food
pear        |  | table | small |  |  | food
orange      | tangerine | table ground | small |  | tangerine, mandarin | food
lemon       |  | table | small |  |  | food
banana      |  | table ground | small |  |  | food
watermelon  |  | table ground | medium |  | melon | food
grape       | grapes | table | small | purple green |  | food
strawberry  |  | table ground | small |  |  | food
cherry      | cherries | table | small |  |  | food
peach       |  | table | small |  | nectarine | food
pineapple   |  | table ground | medium |  |  | food
mango       |  | table | small |  |  | food
coconut     |  | table ground | small |  |  | food
kiwi        | kiwi-fruit | table | small |  |  | food
blueberry   | blueberries | table | small |  |  | food
avocado     |  | table | small |  |  | food
`,
);

export const vegetables = objectTable(
  "vegetable",
  `
tomato      |  | table ground | small |  |  | food
carrot      |  | table ground | small |  |  | food
corn cob    | ear-of-corn | table ground | small |  | sweetcorn, maize | food
pepper      | bell-pepper | table | small | green red yellow |  | food
chilli      | hot-pepper | table | small | red green | hot pepper | food
cucumber    |  | table | small |  | pickle | food
broccoli    |  | table | small |  | cabbage | food
onion       |  | table | small |  |  | food
potato      |  | table ground | small |  |  | food
aubergine   | eggplant | table | small |  | eggplant | food
mushroom    |  | table ground | small |  | toadstool | food
pumpkin     | jack-o-lantern | table ground | medium |  | jack o lantern | food
`,
);

export const meals = objectTable(
  "meal",
  `
loaf of bread | bread | table | small |  | bread, toast | food
baguette    | baguette-bread | table | medium |  | french bread | bread, food
croissant   |  | table | small |  |  | food
pretzel     |  | table | small |  |  | snack, food
pancake     | pancakes | table | medium |  |  | food
cheese      | cheese-wedge | table | small |  | slice of cheese | food
egg         |  | table | small |  |  | food
fried egg   | cooking | table | medium |  | frying pan | food
steak       | cut-of-meat | table | medium |  | meat | food
hamburger   |  | table ground | medium |  | burger, cheeseburger | food
hot dog     |  | table ground | medium |  | sausage | food
slice of pizza | pizza | table ground | medium |  | pizza | food
sandwich    |  | table ground | medium |  |  | food
taco        |  | table | medium |  | burrito | food
bag of fries | french-fries | table | medium |  | fries, chips | food
bowl of soup | pot-of-food | table | medium |  | soup, stew | food
salad       | green-salad | table | medium |  |  | food
plate of spaghetti | spaghetti | table | medium |  | pasta, spaghetti | food
bowl of noodles | steaming-bowl | table | medium |  | noodles, ramen | food
sushi       |  | table | medium |  |  | food
bag of popcorn | popcorn | table floor | medium |  | popcorn | snack, food
`,
);

export const sweets = objectTable(
  "dessert",
  `
birthday cake |  | table | large |  | cake | sweet, food
slice of cake | shortcake | table | medium |  | piece of cake, cheesecake | sweet, food
cupcake     |  | table | small |  | muffin | sweet, food
pie         |  | table | medium |  | tart | sweet, food
doughnut    |  | table | small |  | donut | sweet, food
cookie      |  | table | small |  | biscuit | sweet, food
chocolate bar |  | table | small |  | chocolate | sweet, food
lollipop    |  | table ground | small |  | candy | sweet, food
ice cream   | soft-ice-cream | table ground | medium |  | ice cream cone | sweet, food
pot of honey | honey-pot | table | small |  | honey, honey jar | sweet, food
`,
);

export const drinks = objectTable(
  "drink",
  `
cup of coffee | hot-beverage | table | small |  | coffee, cup of tea | hot drink
teapot      |  | table | medium | * |  |
glass of milk |  | table | small |  | milk |
glass of wine | wine-glass | table | small |  | wine, wine glass |
mug of beer | beer-mug | table ground | small |  | beer |
cocktail    | tropical-drink | table ground | small |  | tropical drink |
bottle      | baby-bottle | table | small |  | baby bottle |
champagne   | bottle-with-popping-cork | table | medium |  | bottle of champagne |
`,
);
