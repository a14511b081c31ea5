import { expect, it } from "vitest";
import { cameraNameOf } from "../../src/contract/camera-name.ts";

it("a camera's maker is named once, however the camera writes it", () => {
  expect(cameraNameOf({ make: "Canon", model: "Canon PowerShot A70" })).toBe("Canon PowerShot A70");
  expect(cameraNameOf({ make: "NIKON CORPORATION", model: "NIKON D70" })).toBe("NIKON D70");
  expect(cameraNameOf({ make: "Panasonic", model: "DMC-FZ200" })).toBe("Panasonic DMC-FZ200");
  expect(cameraNameOf({ model: "Pixel 9" })).toBe("Pixel 9");
  expect(cameraNameOf({})).toBe("");
});
