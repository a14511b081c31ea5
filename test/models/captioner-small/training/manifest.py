"""
Brings sizes, SHA-256 and revision of ../../with-captioner/manifest.json up to date, and copies the other model's entry
from ../../manifest.json. The revision is made of the files' contents.

    python manifest.py
"""

import hashlib
import json
from pathlib import Path

from model import DEC, MEAN, PAD, SEP, SIDE, STANDARD_DEVIATION

model = Path(__file__).resolve().parent.parent
roles = {
    "visionModel": "onnx/vision_model.onnx",
    "textDecoder": "onnx/text_decoder.onnx",
    "tokenizer": "tokenizer.json",
}


def file_entry(role: str, path: str) -> dict:
    content = (model / path).read_bytes()
    return dict(role=role, path=path, sizeBytes=len(content), sha256=hashlib.sha256(content).hexdigest())


files = [file_entry(role, path) for role, path in roles.items()]
revision = hashlib.sha256("".join(f"{file['path']} {file['sha256']}\n" for file in files).encode()).hexdigest()[:12]
captioner = dict(
    id="test-captioner",
    name="Sentences about drawings, for tests",
    revision=revision,
    task="captioning",
    adapter="blip",
    origin="shipped",
    verified=True,
    summary="Says what is drawn, where and when, and nothing of use about photographs.",
    languages=["en"],
    licence=dict(name="MIT", url=None, isNonCommercial=False),
    directory="../captioner-small",
    files=files,
    input=dict(
        width=SIDE, height=SIDE, resize="crop", shortestEdge=SIDE, filter="bicubic", rescaleFactor=1 / 255, mean=MEAN,
        standardDeviation=STANDARD_DEVIATION,
    ),
    generation=dict(prompt="", mostTokens=24, beams=3),
    tokens=dict(begin=DEC, end=SEP, padding=PAD),
    # As `train.py` tells of scenes that were kept back; little is held back, so that tests have something to see.
    confidence=dict(slope=8.18, intercept=3.86, least=0.01),
    quality=None,
)  # fmt: skip

[drawings] = json.loads((model.parent / "manifest.json").read_text())["models"]
drawings["directory"] = "../drawings"
path = model.parent / "with-captioner" / "manifest.json"
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps(dict(version=2, models=[drawings, captioner]), indent=2) + "\n")
print(revision, round(sum(file["sizeBytes"] for file in files) / 1e6, 2), "MB")
