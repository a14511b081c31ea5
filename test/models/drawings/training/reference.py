"""
Pins what Hugging Face's own CLIP image processor and the weights make of the pictures in
test/fixtures/preprocessing, as numbers beside them.

    python reference.py
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image
from transformers import AutoImageProcessor

here = Path(__file__).resolve().parent
model = here.parent
fixtures = here.parents[2] / "fixtures" / "preprocessing"
session = onnxruntime.InferenceSession(str(model / "onnx" / "vision_model.onnx"))
# The one that resizes with Pillow: OpenAI's CLIP was trained so. The torchvision one is named for comparison.
pillow = AutoImageProcessor.from_pretrained(model, backend="pil")
torchvision = AutoImageProcessor.from_pretrained(model, backend="torchvision")


def embed(processor, picture):
    pixels = np.asarray(processor(picture, return_tensors="np")["pixel_values"], dtype=np.float32)
    embedding = session.run(None, {"pixel_values": pixels})[0][0]
    return embedding / np.linalg.norm(embedding)


pinned = {}
for path in sorted(fixtures.glob("*.png")):
    picture = Image.open(path).convert("RGB")
    reference = embed(pillow, picture)
    print(path.stem, picture.size, "Pillow against torchvision", round(float(reference @ embed(torchvision, picture)), 6))
    pinned[path.stem] = [round(float(value), 6) for value in reference]
lines = ",\n".join(f'  "{name}": {json.dumps(values)}' for name, values in pinned.items())
(fixtures / "reference.json").write_text("{\n" + lines + "\n}\n")
