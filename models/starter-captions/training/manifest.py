"""
Brings sizes, SHA-256 and revision of the captioner's entry in ../../manifest.json up to date, and its confidence.

    python manifest.py [--confidence WORK/confidence.json]
"""

import argparse
import hashlib
import json
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--confidence", type=Path)
options = parser.parse_args()
model = Path(__file__).resolve().parent.parent
path = model.parent / "manifest.json"
manifest = json.loads(path.read_text("utf-8"))
[entry] = [entry for entry in manifest["models"] if entry["id"] == "starter-captions"]
revision = hashlib.sha256()
for file in entry["files"]:
    content = (model / file["path"]).read_bytes()
    file["sizeBytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    revision.update(f"{file['path']} {file['sha256']}\n".encode())
entry["revision"] = revision.hexdigest()[:12]
if options.confidence:
    entry["confidence"] = json.loads(options.confidence.read_text("utf-8"))
path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
print(entry["revision"], round(sum(file["sizeBytes"] for file in entry["files"]) / 1e6, 2), "MB")
