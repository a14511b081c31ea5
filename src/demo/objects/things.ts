import { objectTable } from "./table.ts";

export const things = objectTable(
  "thing",
  `
balloon     |  | ground sky floor | medium | * |  |
kite        |  | sky | medium |  |  | toy
umbrella    | umbrella-with-rain-drops | ground floor | medium | * |  |
parasol     | umbrella-on-ground | ground | large | * | beach umbrella, sunshade |
gift        | wrapped-gift | floor table ground | medium | * | present |
teddy bear  |  | floor table ground | medium |  | teddy | toy
yo-yo       |  | floor table | small |  |  | toy
robot       |  | floor table ground | medium |  |  | toy
playground slide |  | ground | large |  | slide |
candle      |  | table floor | small |  |  |
lantern     | red-paper-lantern | table ground | small |  | paper lantern |
light bulb  |  | table | small |  | bulb |
torch       | flashlight | table ground | small |  | flashlight |
clock       | mantelpiece-clock | table | medium |  |  |
alarm clock |  | table floor | small |  |  | clock
watch       |  | table | small |  | wristwatch | clock
hourglass   | hourglass-not-done | table | small |  | sand timer | clock
telephone   |  | table | medium | * |  | phone
mobile phone |  | table | small |  | smartphone | phone
laptop      |  | table floor | medium |  | notebook computer | computer
computer    | desktop-computer | table | large |  | desktop computer |
printer     |  | table | medium |  |  |
television  |  | floor table | large |  | tv |
radio       |  | table floor | medium |  |  |
camera      |  | table ground | small |  |  |
video camera |  | table ground | small |  | camcorder | camera
microscope  |  | table | medium |  |  |
telescope   |  | ground table | medium |  |  |
globe       | globe-showing-europe-africa | table floor | medium |  | earth |
book        | closed-book | table floor ground | small | * |  |
pile of books | books | table floor | medium |  | stack of books, books | book
newspaper   |  | table floor | small |  |  | paper
pencil      |  | table | small |  |  |
crayon      |  | table floor | small | * |  |
palette     | artist-palette | table | small |  | paint palette |
picture     | framed-picture | table floor | medium |  | painting, framed picture |
scissors    |  | table | small |  | pair of scissors |
hammer      |  | table ground | small |  |  | tool
spanner     | wrench | table floor | small |  | wrench | tool
saw         | carpentry-saw | table ground | medium |  |  | tool
axe         |  | ground | medium |  | hatchet | tool
shovel      |  | ground | medium |  | spade | tool
toolbox     |  | floor table ground | medium | * |  | tool
ladder      |  | ground floor | large |  |  | tool
broom       |  | floor ground | medium |  |  |
bucket      |  | ground floor | medium |  | pail |
basket      |  | ground floor table | medium |  |  |
key         | old-key | table | small |  |  |
padlock     | locked | table | small |  | lock |
bell        |  | table | small |  |  |
magnet      |  | table | small |  |  |
barrel      | oil-drum | ground | medium | * | drum of oil |
anchor      |  | ground under | medium |  |  |
treasure chest |  | ground under | medium |  | treasure |
trophy      |  | table floor | medium |  | cup, gold cup |
crown       |  | table floor | small |  |  |
ring        |  | table | small |  | diamond ring |
diamond     | gem-stone | table ground | small | blue red green pink purple | jewel, gem |
heart       | red-heart | table sky | small | * |  |
skull       |  | ground | small |  |  |
bomb        |  | ground | small |  |  |
traffic light | vertical-traffic-light | ground | medium |  | stop light |
stop sign   |  | ground | medium |  |  | sign
postbox     |  | ground | medium | * | mailbox, letter box |
bin         | wastebasket | floor ground | medium |  | wastebasket, trash can |
wheel       |  | ground | medium |  | tyre |
suitcase    | luggage | floor ground | medium | * | luggage | bag
backpack    |  | floor ground | medium | * | rucksack, school bag | bag
handbag     |  | table floor | small | * | purse | bag
briefcase   |  | floor table | medium |  |  | bag
shopping bag | shopping-bags | floor table | medium |  |  | bag
`,
);

export const furniture = objectTable(
  "furniture",
  `
chair       |  | floor ground | large | * | seat |
sofa        | couch-and-lamp | floor | large |  | couch |
bed         |  | floor | large |  |  |
bathtub     |  | floor | large |  | bath |
mirror      |  | floor | medium |  |  |
`,
);

export const clothes = objectTable(
  "clothing",
  `
shirt       | t-shirt | table floor | medium | * | tee shirt |
dress       |  | floor | medium | * | frock |
coat        |  | floor | medium |  | jacket |
jeans       |  | floor table | medium |  | pair of trousers, trousers |
shorts      |  | floor table ground | medium | * | pair of shorts |
bikini      |  | ground table | small |  | swimsuit |
sock        | socks | floor table | small | * | pair of socks |
glove       | gloves | table ground | small | * | pair of gloves, mitten |
scarf       |  | table floor ground | medium | * | shawl |
tie         | necktie | table floor | medium |  | necktie |
cap         | billed-cap | table floor ground | small | * | baseball cap | hat
top hat     |  | table floor | medium |  |  | hat
sun hat     | womans-hat | table ground | medium |  | straw hat | hat
helmet      | rescue-workers-helmet | table ground | small |  | hard hat | hat
pair of sunglasses | sunglasses | table ground | small |  | sunglasses, shades |
trainer     | running-shoe | floor ground | medium |  | sneaker, running shoe | shoe
high heel   | high-heeled-shoe | floor | medium | * | high heeled shoe | shoe
boot        | hiking-boot | floor ground | medium |  | hiking boot | shoe
sandal      | thong-sandal | ground floor | small | * | flip flop | shoe
`,
);

export const play = objectTable(
  "toy",
  `
football    | soccer-ball | ground floor | small |  | soccer ball | ball
basketball  |  | ground floor | small |  |  | ball
volleyball  |  | ground floor | small |  |  | ball
tennis racket | tennis | ground floor | small |  |  | sport
rugby ball  | american-football | ground floor | small |  | american football | ball
dartboard   | bullseye | floor table | medium |  | target | game
die         | game-die | table floor | small |  | dice | game
pawn        | chess-pawn | table | small |  | chess piece | game
boomerang   |  | ground table | small |  |  |
surfer      | person-surfing | water | large |  | surfing man | person, sport
sledge      | sled | ground | medium |  | sled, sleigh | sport
pair of skis | skis | ground | medium |  | skis | sport
ice skate   |  | ground floor | small |  | skate | shoe, sport
roller skate |  | ground floor | small |  | skate | shoe, sport
life ring   | ring-buoy | water ground table | medium |  | lifebuoy, ring buoy |
`,
);

export const instruments = objectTable(
  "instrument",
  `
guitar      |  | floor table ground | medium |  |  | music
violin      |  | floor table | medium |  | fiddle | music
trumpet     |  | table floor | medium |  | horn | music
saxophone   |  | floor table | medium |  |  | music
drum        |  | floor table ground | medium |  |  | music
accordion   |  | floor table ground | medium |  |  | music
harp        |  | floor ground | large |  |  | music
keyboard    | musical-keyboard | table floor | medium |  | piano | music
microphone  | studio-microphone | table floor | small |  |  | music
pair of headphones | headphone | table | small |  | headphones | music
`,
);
