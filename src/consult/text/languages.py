"""Which language short answers and the paragraphs of a document are in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from consult.text.speakers import word_set

UNKNOWN = "und"

_WELSH = word_set(
    "oes oedd ydw ydy ydyn ydych ydi nac nage ie oni onid cytuno anghytuno gytuno cytunaf "
    "anghytunaf cefnogi gwrthwynebu gryf llwyr llawn iawn mwy llai angen gwell gwaeth da drwg ddim "
    "sylw sylwadau gwych diolch efallai byddai bydd fyddai dylid dylai dylem mae maent maen nid "
    "sydd hynny hyn hwn hon gyda gan i'r o'r a'r yn yw wedi fod ein eich rhaid cau cadw agor "
    "newydd coed bws bysiau fysiau gwasanaeth gwasanaethau ysgol ysgolion llyfrgell arian pobl "
    "pentref tref cyngor cynllun cynnig gymraeg cymraeg cymru lleol dros erbyn peidiwch peidio rwy "
    "rydw rwyf rydym rydyn nad pawb neb rhywbeth popeth byth heb ôl gwaith diogel ffordd ffyrdd"
)
"""Words of Welsh answers that are no words of English."""
_WELSH_TOO = word_set("na i a o y yr am ar un nos dim barn plant bod pob call her")
"""Words that stand in both languages: no evidence, but no hindrance either."""
_ENGLISH = word_set(
    "the and of to in is are for on with that it be this not we our you they there have has but or "
    "at by from would should will can more too if was my no so all what yes please do don't keep "
    "agree disagree good bad better need nothing none comment very much many some any as its it's "
    "an better i'm we're stop make get"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLITIC = re.compile(r"['’](?:n|r|i|w|u|ch|m|th|sy)$")
_WELSH_SHAPE = re.compile(r"^(?:ll|rh|ngh|mh|nh|gwy|wy)|[ŵŷ]|dd[^e]|(?:aeth|odd|iaid|wyr|ydd|iau)$")
_BLOCK_LETTERS = 40
_LETTERS_OF_SCRIPT = 3


def short_language(text: str) -> str:
    """Return ``cy`` for a short answer that its words give away as Welsh, else ``und``.

    One Welsh word is enough where nothing English stands beside it ("Oes", "Cytuno'n llwyr").
    Place names and words of both languages ("dim", "plant") tell nothing.
    """
    words = [
        w.casefold().replace("’", "'") for w in _WORD.findall(unicodedata.normalize("NFC", text))
    ]
    bare = [_CLITIC.sub("", w) for w in words]
    welsh = sum(w in _WELSH or b in _WELSH for w, b in zip(words, bare, strict=True))
    shaped = sum(bool(_WELSH_SHAPE.search(b)) and b not in _ENGLISH for b in bare)
    english = sum(w in _ENGLISH for w in words)
    neutral = sum(w in _WELSH_TOO for w in words)
    if welsh and not english and 2 * (welsh + neutral) + shaped >= len(words):
        return "cy"
    return UNKNOWN


def script_language(text: str) -> str:
    """Return the language that a script not Latin gives away, ``und`` for Latin and few letters.

    Scripts of several languages are named by one of them ("ru" for Cyrillic, "ar" for Arabic):
    what matters here is that a person who reads it looks at it.
    """
    counts: Counter[str] = Counter()
    for letter in text[:400]:
        if letter.isalpha():
            name = unicodedata.name(letter, "LATIN").split()[0]
            counts[_SCRIPTS.get(name, UNKNOWN if name == "LATIN" else "mul")] += 1
    if not counts:
        return UNKNOWN
    best, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return best if count >= _LETTERS_OF_SCRIPT else UNKNOWN


_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "TAMIL": "ta",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
}


def language_of_blocks(
    whole: str, texts: Sequence[str], identified: Sequence[str]
) -> tuple[str, ...]:
    """Return a language for each paragraph of a document, in order.

    Args:
        whole: the language of the document as a whole.
        texts: its paragraphs.
        identified: what was found for each paragraph alone, ``und`` where it could not be told.

    A paragraph that is too short to tell, or whose own language rests on little, is in the
    language of the paragraph before it, the next one that can be told, or the whole document;
    so a page of Welsh below a page of English is Welsh to its last "Diolch".
    """
    told = [
        found if _tells(text, found, whole) else UNKNOWN
        for text, found in zip(texts, identified, strict=True)
    ]
    if whole == UNKNOWN:
        known = Counter(code for code in told if code != UNKNOWN)
        whole = min(known, key=lambda code: (-known[code], code)) if known else UNKNOWN
    if not any(code not in {UNKNOWN, whole} for code in told):
        return tuple(whole if code == UNKNOWN else code for code in told)
    result: list[str] = []
    for index, code in enumerate(told):
        if code == UNKNOWN and result:
            code = result[-1]  # noqa: PLW2901 - told by its neighbour
        elif code == UNKNOWN:
            code = next((c for c in told[index + 1 :] if c != UNKNOWN), whole)  # noqa: PLW2901
        result.append(code)
    return tuple(result)


def _tells(text: str, found: str, whole: str) -> bool:
    """Whether what was found for one paragraph alone may stand against the whole document."""
    if found in {UNKNOWN, whole}:
        return found != UNKNOWN
    if found == "cy" or script_language(text) == found:
        return True
    return sum(c.isalpha() for c in text) >= _BLOCK_LETTERS
