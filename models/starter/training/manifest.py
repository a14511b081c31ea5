"""
Brings sizes, SHA-256 and revision of the starter's entry in ../../manifest.json up to date. The revision is made of the
files' contents, so that vectors are made anew whenever they would differ: the calibration, which none depends on, is left out.

    python manifest.py
"""

import hashlib
import json
from pathlib import Path

model = Path(__file__).resolve().parent.parent
path = model.parent / "manifest.json"
manifest = json.loads(path.read_text("utf-8"))
[entry] = [entry for entry in manifest["models"] if entry["id"] == "starter"]
revision = hashlib.sha256()
for file in entry["files"]:
    content = (model / file["path"]).read_bytes()
    file["sizeBytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    if file["role"] != "calibration":
        revision.update(f"{file['path']} {file['sha256']}\n".encode())
entry["revision"] = revision.hexdigest()[:12]
path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
print(entry["revision"], round(sum(file["sizeBytes"] for file in entry["files"]) / 1e6, 2), "MB")
