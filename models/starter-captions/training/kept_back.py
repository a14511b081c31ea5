"""
Writes ../kept-back.json: photographs of textbooks and others that were never trained on, by name, beside the starter's own.

    python kept_back.py --photographs DIR
"""

import argparse
import json
from pathlib import Path

from texts import parts_of, read_photographs

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--photographs", type=Path, required=True)
directory = parser.parse_args().photographs
photographs = read_photographs(directory)
names = [str(photographs[index].path.relative_to(directory)) for index in parts_of(photographs)[1]["others"]]
out = Path(__file__).resolve().parent.parent / "kept-back.json"
out.write_text(json.dumps({"others": names}, indent=0) + "\n", "utf-8")
