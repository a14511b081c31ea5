"""
Brings sizes, SHA-256 and revision of the entry of a model that ships in ../../manifest.json up to date. The revision is made
of the files' contents, so that what it made is made anew whenever it would differ: the calibration, on which no vector
depends, is left out.

    python manifest.py [--model starter-captions] [--confidence WORK/confidence.json]
"""

import argparse
import hashlib
import json
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--model", default="starter")
parser.add_argument("--confidence", type=Path, help="how sure a captioner's sentences are")
options = parser.parse_args()
path = Path(__file__).resolve().parents[2] / "manifest.json"
manifest = json.loads(path.read_text("utf-8"))
[entry] = [entry for entry in manifest["models"] if entry["id"] == options.model]
revision = hashlib.sha256()
for file in entry["files"]:
    content = (path.parent / entry["directory"] / file["path"]).read_bytes()
    file["sizeBytes"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    if file["role"] != "calibration":
        revision.update(f"{file['path']} {file['sha256']}\n".encode())
entry["revision"] = revision.hexdigest()[:12]
if options.confidence:
    entry["confidence"] = json.loads(options.confidence.read_text("utf-8"))
path.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", "utf-8")
print(entry["revision"], round(sum(file["sizeBytes"] for file in entry["files"]) / 1e6, 2), "MB")
