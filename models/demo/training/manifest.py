"""
Writes models/manifest.json: what ships, with sizes and SHA-256. The revision is made of the weights and of all else that
changes what the model answers, so that the app makes its vectors anew whenever they would differ.

    python manifest.py
"""

import hashlib
import json
from pathlib import Path

model = Path(__file__).resolve().parent.parent
paths = [
    "config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json", "vocabulary.json",
    "onnx/vision_model.onnx", "onnx/text_model.onnx",
]
files, revision = [], hashlib.sha256()
for path in paths:
    content = (model / path).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    files.append({"path": path, "sizeBytes": len(content), "sha256": digest})
    revision.update(f"{path} {digest}\n".encode())
entry = {
    "id": "demo", "name": "Shoebox demo", "revision": revision.hexdigest()[:12], "isDemo": True,
    "directory": model.name, "files": files,
}
(model.parent / "manifest.json").write_text(json.dumps({"models": [entry]}, indent=2) + "\n")
print(entry["revision"], round(sum(file["sizeBytes"] for file in files) / 1e6, 2), "MB")
