"""Which language a text is in, by py3langid behind the LanguageIdentifier port."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

from consult.text.languages import UNKNOWN, script_language, short_language
from consult.text.speakers import word_set

_LETTERS_ENOUGH = 20
_SURE_SHORT = 0.9
_SURE_LONG = 0.5
_LONG_LETTERS = 80
_SAMPLE_CHARACTERS = 4000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_FUNCTION_WORDS = {
    "en": word_set(
        "the and of to in is are for on with that it be this not we our i you they there have has "
        "but or as at by from would should will can more too if was my no so all what"
    ),
    "cy": word_set(
        "y yr yn a ac i o ar am mae nid ddim dim gan gyda wedi bod ein eu fod fel rydym rydyn "
        "rwyf rwy'n mae'n sy'n i'r o'r a'r yw oes oedd bydd dylai dylid hwn hon hyn neu wrth "
        "ei dylem angen cytuno anghytuno"
    ),
}
"""Words that hold a sentence together; a text short of evidence is judged by them first."""


class LangidIdentifier:
    """Tells languages by character n-grams, with a word check for short English and Welsh texts.

    Consultation answers are short and misspelt, where n-gram models guess wildly; so below
    80 letters a language is named only when function words or a probability of at least 0.9
    speak for it, and below 20 letters only what a Welsh word or a script not Latin gives away.
    """

    @property
    def name(self) -> str:
        """The library."""
        return "py3langid"

    @property
    def revision(self) -> str:
        """The version of the installed library, which carries its model."""
        return version("py3langid")

    def identify(self, texts: Sequence[str]) -> list[str]:
        """Return an ISO 639-1 code for each text, ``und`` where it cannot be told."""
        return [self._identify(text) for text in texts]

    @cached_property
    def _model(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def _identify(self, text: str) -> str:
        sample = unicodedata.normalize("NFC", text[:_SAMPLE_CHARACTERS])
        letters = sum(c.isalpha() for c in sample)
        if letters < _LETTERS_ENOUGH:
            script = script_language(sample)
            return script if script != UNKNOWN else short_language(sample)
        words = [w.lower().replace("’", "'") for w in _WORD.findall(sample)]
        code, probability = self._model.classify(sample)
        if letters >= _LONG_LETTERS and probability >= _SURE_LONG:
            return _two_letters(str(code))
        by_words = _by_function_words(words)
        if by_words and (by_words == code or probability < _SURE_SHORT):
            return by_words
        if probability >= _SURE_SHORT:
            return _two_letters(str(code))
        script = script_language(sample)
        return script if script != UNKNOWN else short_language(sample)


def _by_function_words(words: Sequence[str]) -> str | None:
    """Return the language whose function words make up a fifth of the text, if one has more."""
    counts = {code: sum(word in known for word in words) for code, known in _FUNCTION_WORDS.items()}
    best, second = sorted(counts, key=lambda code: (-counts[code], code))[:2]
    enough = counts[best] >= 2 and counts[best] * 5 >= len(words)
    return best if enough and counts[best] > counts[second] else None


def _two_letters(code: str) -> str:
    """Return the code when it is one of ISO 639-1; other varieties are unknown to our models."""
    return code if len(code) == 2 else UNKNOWN
