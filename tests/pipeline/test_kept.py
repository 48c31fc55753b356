"""What models said once is kept."""

from __future__ import annotations

import numpy as np

from consult.pipeline.kept import KeptPointReader
from consult.store.store import Store


class Reads:
    name, revision = "reader", "1"

    def __init__(self):
        self.asked = []

    def one_point(self, firsts, seconds):
        self.asked += zip(firsts, seconds, strict=True)
        return np.array([len(a) / 10 for a in firsts], dtype=np.float32)


def test_a_pair_is_read_once(tmp_path):
    reader, advanced = Reads(), []
    with Store(tmp_path) as store:
        kept = KeptPointReader(reader, store, advanced.append)
        first = kept.one_point(["ab", "abc"], ["x", "y"])
        again = kept.one_point(["abc", "a"], ["y", "x"])

    assert np.round(first, 3).tolist() == np.round(np.float32([0.2, 0.3]), 3).tolist()
    assert np.round(again, 3).tolist() == np.round(np.float32([0.3, 0.1]), 3).tolist()
    assert reader.asked == [("ab", "x"), ("abc", "y"), ("a", "x")]
    assert sum(advanced) == 3
    assert (kept.name, kept.revision) == ("reader", "1")
