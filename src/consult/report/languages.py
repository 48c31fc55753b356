"""Languages that no model here knows: what waits for people, counted for everybody to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from consult.domain.errors import Problem, ProblemCode
from consult.domain.run import Corpus
from consult.domain.segment import VoiceKind
from consult.report.parts import TableView

_UNKNOWN = "und"
_PERSON = "person:"
_NAMES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gu": "Gujarati",
    "hi": "Hindi",
    "it": "Italian",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """Return what a language is called in English, or its code where that is not known here."""
    return _NAMES.get(code, code)


def languages_table(corpus: Corpus, problems: Iterable[Problem], known: str) -> TableView:
    """Count, by language, the passages of the documents that wait for a person to code them.

    ``known`` is the language of the models. Rows by size, then language; none when none waits.
    """
    waiting = {p.where for p in problems if p.code is ProblemCode.LANGUAGE_UNKNOWN}
    by_people: set[str | None] = {
        c.segment_id for c in corpus.question_codings if c.coder.startswith(_PERSON)
    }
    by_people |= {c.segment_id for c in corpus.stance_codings if c.coder.startswith(_PERSON)}
    passages: Counter[str] = Counter()
    coded: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for segment in corpus.segments:
        language = segment.language
        if segment.document_id not in waiting or language in {known, _UNKNOWN}:
            continue
        if segment.respondent_id is None or segment.voice.kind is VoiceKind.CONSULTER:
            continue
        passages[language] += 1
        coded[language] += segment.id in by_people
        documents.setdefault(language, set()).add(segment.document_id)
    return TableView(
        caption="Written in a language that no model here knows: a person says what it answers",
        head=("Language", "Documents", "Passages", "Coded by a person"),
        rows=tuple(
            (language_name(code), str(len(documents[code])), str(count), str(coded[code]))
            for code, count in sorted(passages.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
    )
