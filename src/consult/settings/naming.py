"""What a consultation is called that has no id of its own: after its folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST = 64


def id_from(name: str) -> str:
    """Return an id from the name of a folder: small ASCII letters, digits and single hyphens.

    Accents are left out. A name of which nothing is left, such as one in another script, becomes
    ``consultation-`` and a digest of it, so that two such folders do not share their results.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-")
    if slug:
        return slug
    named = unicodedata.normalize("NFC", name).encode("utf-8", "surrogateescape")
    return f"consultation-{hashlib.sha256(named).hexdigest()[:8]}"
