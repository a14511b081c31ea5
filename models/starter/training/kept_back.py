"""
Writes ../kept-back.json: the photographs that were never trained on, by name, for `npm run bench -- recall`.

    python kept_back.py --photographs DIR
"""

import argparse
import json
from pathlib import Path

from photographs import read_photographs, split

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--photographs", type=Path, required=True)
directory = parser.parse_args().photographs
photographs = read_photographs(directory)
kept = split(photographs, free_only=False)
names = {
    name: [str(photographs[index].path.relative_to(directory)) for index in getattr(kept, name)]
    for name in ("flickr", "coco", "classes")
}
out = Path(__file__).resolve().parent.parent / "kept-back.json"
out.write_text(json.dumps(names, indent=0) + "\n", "utf-8")
