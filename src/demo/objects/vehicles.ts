import { objectTable } from "./table.ts";

export const vehicles = objectTable(
  "vehicle",
  `
car          | automobile | ground | large | * | automobile, sedan |
jeep         | sport-utility-vehicle | ground | large | * | suv | car
taxi         |  | ground | large |  | cab | car
police car   |  | ground | large |  |  | car
racing car   |  | ground | large | * | race car, sports car | car
pickup truck |  | ground | large | * | pickup |
lorry        | articulated-lorry | ground | large |  | truck, semi trailer |
van          | minibus | ground | large |  | minibus, camper van |
delivery van | delivery-truck | ground | large |  | delivery truck |
bus          |  | ground | large | * | coach |
fire engine  |  | ground | large |  | fire truck |
ambulance    |  | ground | large |  |  |
tractor      |  | ground | large |  |  |
motorcycle   |  | ground | large | * | motorbike |
scooter      | motor-scooter | ground | large | * | moped |
bicycle      |  | ground floor | large | red blue green black | bike |
kick scooter |  | ground floor | medium |  | push scooter |
skateboard   |  | ground floor | medium |  |  | board
train        | locomotive | ground | large |  | steam train, locomotive |
tram         | tram-car | ground | large |  | streetcar |
bullet train |  | ground | large |  | high speed train | train
shopping cart |  | ground | medium |  | shopping trolley |
`,
);

export const boats = objectTable(
  "boat",
  `
sailboat     |  | water | large | * | sailing boat, yacht | ship
speedboat    |  | water | large | * | motorboat |
canoe        |  | water | large |  | kayak |
ship         |  | water | large |  | cargo ship |
cruise ship  | passenger-ship | water | large |  | liner | ship
ferry        |  | water | large |  | ferry boat | ship
`,
);

export const aircraft = objectTable(
  "aircraft",
  `
aeroplane    | airplane | sky | large |  | airplane, plane, jet |
small plane  | small-airplane | sky | large |  | propeller plane | plane
helicopter   |  | sky ground | large | * | chopper |
rocket       |  | sky ground | medium |  | spaceship |
flying saucer |  | sky | medium |  | ufo |
satellite    |  | sky | medium |  |  |
parachute    |  | sky | large |  | skydiver |
`,
);
