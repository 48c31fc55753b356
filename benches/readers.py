"""How the readers do on a folder of documents with known outcomes.

python benches/readers.py FOLDER [-v]   where FOLDER has manifest.csv, expectations.jsonl, files/

Files are read in this process, with OCR and LibreOffice where they are installed. A check is
compared after NFKC, straight quotes, whole words at line ends and folded white space; number
labels, which the readers keep in the locator, are printed in front of their block again, and
bullets are left out on both sides. ``fuzzy`` checks pass at that share of like characters.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from rapidfuzz import fuzz

from consult.domain.document import BlockKind
from consult.domain.errors import Severity
from consult.intake.aids import find_aids
from consult.intake.read import read
from consult.intake.reading import Arrival, Reading
from consult.settings.model import LimitSettings, ReadingSettings

ALLOWED = {
    "text": {"text"},
    "reject": {"CORRUPT", "EMPTY", "TYPE_MISMATCH"},
    "encrypted": {"ENCRYPTED"},
    "empty": {"EMPTY", "NO_TEXT"},
    "no_text": {"EMPTY", "NO_TEXT"},
    "needs_ocr": {"NO_TEXT", "text"},
    "text_or_unsupported": {"text", "UNSUPPORTED"},
    "text_or_reject": {"text", "CORRUPT", "EMPTY", "TYPE_MISMATCH"},
}


BULLETS = frozenset("•●○◦▪■◆➢‣∙·-–*\uf0b7\uf0a7o")


def allowed(expected: str, *, ocr: bool) -> set[str]:
    return {"text"} if expected == "needs_ocr" and ocr else ALLOWED[expected]


def normalised(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("\u00ad", "")):
        text = text.replace(curly, straight)
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=[a-z])", "", text)
    return " ".join(word for word in text.split() if word not in BULLETS)


def outcome(reading: Reading) -> str:
    if any(part.text.strip() for part in reading.parts):
        return "text"
    errors = [p.code.value for p in reading.problems if p.severity is Severity.ERROR]
    return errors[0] if errors else "nothing"


def words(reading: Reading, page: int | None) -> str:
    stretches = []
    last: str | None = None
    for part in reading.parts:
        for block in part.blocks:
            pages: set[int | None] = {r.page for r in block.locator.rectangles}
            pages = pages or {block.locator.page}
            if page is None or block.locator.page is None or page in pages:
                own = block.locator.number_label if block.kind is not BlockKind.HEADING else None
                label = f"{own} " if own and own != last else ""
                last = own
                stretches.append(label + part.text[block.start : block.end])
    return normalised("\n".join(stretches))


def alike(wanted: str, said: str) -> float:
    return fuzz.partial_ratio(wanted, said)


def passes(check: dict[str, object], reading: Reading) -> bool:
    page = check["page"] if isinstance(check["page"], int) else None
    kind, text = check["kind"], normalised(str(check["text"] or ""))
    said = words(reading, page)
    if kind == "contains":
        wanted = check.get("options")
        more = wanted if isinstance(wanted, list) else []
        options = [text, *(normalised(str(o)) for o in more)]
        least = float(str(check.get("fuzzy") or 1.0)) * 100
        return any(o in said or (least < 100 and alike(o, said) >= least) for o in options)
    if kind == "not_contains":
        return text not in said
    if kind == "order":
        then = normalised(str(check["then"]))
        return text in said and said.find(text) < said.find(then)
    if kind == "outcome":
        return outcome(reading) in ALLOWED[str(check["outcome"])]
    if kind == "page_without_text_layer":
        recognised = {
            b.locator.page
            for part in reading.parts
            for b in part.blocks
            if b.locator.confidence is not None
        }
        return page in recognised or any(f"page {page}" in p.message for p in reading.problems)
    raise ValueError(f"unknown kind of check {kind!r}")


def main(folder: Path) -> int:
    limits = LimitSettings()
    aids = find_aids(ReadingSettings())
    has_ocr = "with" if aids.ocr else "without"
    print(f"{has_ocr} OCR, {'with' if aids.office else 'without'} LibreOffice")
    readings: dict[str, Reading] = {}
    wrong = 0
    spent: defaultdict[str, float] = defaultdict(float)
    outcomes: Counter[str] = Counter()
    with (folder / "manifest.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        path = folder / row["path"]
        arrival = Arrival(
            channel="bench", source_key=row["path"], name=path.name, data=path.read_bytes()
        )
        start = time.perf_counter()
        reading = read(arrival, survey=None, limits=limits, aids=aids)
        seconds = time.perf_counter() - start
        spent[row["extension"]] += seconds
        readings[row["path"]] = reading
        got = outcome(reading)
        good = got in allowed(row["expected_outcome"], ocr=aids.ocr is not None)
        wrong += not good
        outcomes[f"{row['expected_outcome']} -> {got}"] += 1
        flag = "ok  " if good else "FAIL"
        if not good or "-v" in sys.argv:
            codes = ",".join(p.code.value for p in reading.problems)
            print(
                f"{flag} {got:14} {seconds:6.2f}s {row['path']}",
                f"(wanted {row['expected_outcome']}; {codes})",
            )
    failed = needs_ocr = optional = passed = 0
    with (folder / "expectations.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            check = json.loads(line)
            good = passes(check, readings[check["path"]])
            if good:
                passed += 1
            elif check.get("needs_ocr") and aids.ocr is None:
                needs_ocr += 1
            elif check.get("optional"):
                optional += 1
            else:
                failed += 1
                print(
                    f"FAIL {check['id']} {check['kind']} p{check['page']} {check['path']}:",
                    check["text"],
                    check.get("then", ""),
                )
    print()
    for pair, count in sorted(outcomes.items()):
        print(f"{count:5}  {pair}")
    total = sum(spent.values())
    print(f"\nfiles {len(rows)}, wrong outcome {wrong}, {len(rows) / total:.1f} files a second")
    print(
        f"checks passed {passed}, failed {failed}, optional failed {optional}, need OCR {needs_ocr}"
    )
    print(
        "seconds by extension:",
        {k: round(v, 1) for k, v in sorted(spent.items(), key=lambda one: -one[1])},
    )
    return 1 if wrong or failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
