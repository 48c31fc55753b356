"""Which segments of one question make the same point: groups that never cross sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, compress
from typing import TYPE_CHECKING

import numpy as np

from consult.coding.evidence import Texts
from consult.coding.key_points import match_points
from consult.coding.theme_joins import joined, nearest_pairs
from consult.coding.theme_sides import homes, is_taken, takes_none
from consult.coding.theme_ties import SMALL_GROUP, SMALL_QUESTION, Ties

if TYPE_CHECKING:
    from consult.coding.mutual import MutualReadings
    from consult.coding.same_points import SamePoints
    from consult.domain.ports import FloatMatrix, ThemeDiscoverer

PLAINLY = 0.35
"""Score of :func:`match_points` from which a segment alone makes the point of a group."""
_BESIDE = 0.58
"""Cosine to the member that stands for the group that it must reach as well: without a second group
there is no rival to take off. Of 34 segments of development sets with known themes that both
conditions brought, 28 were rightly brought."""

AFFIRMED_NEAR = 0.45
"""Mean of both cosines from which texts that affirm each other may make one point."""
_ROWS = 256
"""How many members are held against all others at once; so memory does not grow by the square."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How the segments of one question are grouped; every column has the same length."""

    texts: Sequence[str]
    sides: Sequence[str | None]
    respondent_ids: Sequence[str | None]
    points: FloatMatrix
    """(n, d) unit rows that tell what point each segment makes."""
    subjects: FloatMatrix
    """(n, e) unit rows that tell what each segment is about."""
    discoverer: ThemeDiscoverer
    floor: float
    """Cosine, of either kind, that some two members of a group must reach. It is no proof."""
    mutual: MutualReadings | None = None
    """Tells which texts dispute or affirm each other; without it none do."""
    same: SamePoints | None = None
    """Tells which texts of a small question make one point, in place of all else."""

    def of(self, indexes: Sequence[int]) -> list[list[int]]:
        """Return the members of each group; a segment in none is a group of its own.

        ``indexes`` are in an order that does not depend on how the segments were given.
        """
        if self.same is not None and 1 < len(indexes) < SMALL_QUESTION:
            pairs = nearest_pairs(indexes, self.texts, self.points, self.subjects)
            return joined([[i] for i in indexes], pairs, self.texts, self.sides, self.same)
        groups = [
            part for members in self._discovered(indexes) for part in self._parted(list(members))
        ]
        groups = self._with_singles(groups)
        if not 1 < len(indexes) < SMALL_QUESTION:
            return groups
        ties = Ties.among(indexes, self.texts, self.points, self.subjects)
        return self._affirmed(self._at_home(self._tied(groups, ties), indexes, ties), indexes)

    def _tied(self, groups: list[list[int]], ties: Ties) -> list[list[int]]:
        """Part small groups whose members share no more than their question, or do not agree."""
        small = [members for members in groups if self._is_small(members)]
        pairs = [pair for members in small for pair in combinations(members, 2)]
        met = [pair for pair in pairs if ties.between(*pair)]
        kept = ties.without([*self._disputed(met), *self._strange(met)])
        return [
            part
            for members in groups
            for part in (kept.parts(members) if self._is_small(members) else [members])
        ]

    def _disputed(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return those of some pairs whose texts dispute each other."""
        if self.mutual is None:
            return []
        return list(compress(pairs, self.mutual.dispute(self._words(pairs))))

    def _strange(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return those of some pairs whose texts say nothing of each other.

        Who takes no side affirms nothing, and still says the same as others who take none.
        """
        if self.mutual is None:
            return []
        sided = [p for p in pairs if not any(takes_none(self.sides[index]) for index in p)]
        return list(compress(sided, self.mutual.strange(self._words(sided))))

    def _words(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
        return [(self.texts[a], self.texts[b]) for a, b in pairs]

    def _affirmed(self, groups: list[list[int]], indexes: Sequence[int]) -> list[list[int]]:
        """Return the groups with those brought together whose texts affirm each other."""
        if self.mutual is None:
            return groups
        pairs = [
            pair
            for pair in nearest_pairs(indexes, self.texts, self.points, self.subjects)
            if self._nearness(*pair) >= AFFIRMED_NEAR
        ]
        return joined(groups, pairs, self.texts, self.sides, self.mutual)

    def _nearness(self, one: int, other: int) -> float:
        """Return the mean of both cosines."""
        cosines = [float(rows[one] @ rows[other]) for rows in (self.points, self.subjects)]
        return round(sum(cosines) / len(cosines), 5)

    def _at_home(
        self, groups: list[list[int]], indexes: Sequence[int], ties: Ties
    ) -> list[list[int]]:
        """Return the groups with what stands alone, of no known side, where its point is made.

        That is a group of one side, some of which it would be grouped with if there were no sides,
        is tied to, near to and not strange to; and none of whom, on any side, it disputes.
        """
        alone = [m[0] for m in groups if len(m) == 1 and self.sides[m[0]] is None]
        sided = [i for i in indexes if is_taken(self.sides[i])]
        if not alone or not sided:
            return groups
        labels = self.discoverer.discover(
            [self.texts[i] for i in indexes], self.points[np.array(indexes)]
        )
        label = dict(zip(indexes, labels.tolist(), strict=True))
        pairs = [
            (one, other)
            for one in alone
            for other in sided
            if 0 <= label[one] == label[other]
            and ties.between(one, other)
            and self._come_near((one, other), (0, 1))
        ]
        strange = set(self._strange(pairs))
        met = [pair for pair in pairs if pair not in strange]
        return homes(groups, met, self._disputed(met))

    def _is_small(self, members: Sequence[int]) -> bool:
        return 1 < len({self.texts[index] for index in members}) <= SMALL_GROUP

    def _discovered(self, indexes: Sequence[int]) -> list[list[int]]:
        groups: list[list[int]] = []
        for side in sorted({self.sides[index] for index in indexes}, key=lambda s: s or ""):
            members = [index for index in indexes if self.sides[index] == side]
            labels = self.discoverer.discover(
                [self.texts[index] for index in members], self.points[np.array(members)]
            )
            together: dict[int, list[int]] = {}
            for index, label in zip(members, labels.tolist(), strict=True):
                if label < 0:
                    groups.append([index])
                else:
                    together.setdefault(label, []).append(index)
            groups.extend(together.values())
        return groups

    def _parted(self, members: list[int]) -> list[list[int]]:
        """Return a group whole, or by respondent, or one by one, where nobody comes near.

        A word in common brings short texts together; without any two respondents near each other
        the group is no point that several make, and without two segments it is no point at all.
        """
        if len(members) < 2:
            return [members]
        senders = [self.respondent_ids[index] or "" for index in members]
        several = len(set(senders)) > 1
        if self._come_near(members, senders if several else range(len(members))):
            return [members]
        if not several:
            return [[index] for index in members]
        apart: dict[str, list[int]] = {}
        for index, sender in zip(members, senders, strict=True):
            apart.setdefault(sender, []).append(index)
        return [part for each in apart.values() for part in self._parted(each)]

    def _come_near(self, members: Sequence[int], whose: Sequence[str] | Sequence[int]) -> bool:
        """Return whether two members that are not of the same come near each other."""
        owners = np.unique(np.array(whose), return_inverse=True)[1]
        for begin in range(0, len(members), _ROWS):
            near = self._near(members[begin : begin + _ROWS], members)
            others = owners[begin : begin + _ROWS, None] != owners[None, :]
            if float(near[others].max(initial=-1.0)) >= self.floor:
                return True
        return False

    def _near(self, left: Sequence[int], right: Sequence[int]) -> FloatMatrix:
        """Return the greater of both cosines, as (left, right), rounded."""
        rows, columns = np.array(left), np.array(right)
        cosines: FloatMatrix = np.maximum(
            self.points[rows] @ self.points[columns].T,
            self.subjects[rows] @ self.subjects[columns].T,
        )
        return np.round(cosines, 5)

    def _with_singles(self, groups: list[list[int]]) -> list[list[int]]:
        """Return the groups with every segment alone that plainly makes the point of one of them.

        It must be near to the member that stands for the group, and to no other's as near.
        """
        joined: list[list[int]] = []
        for side in sorted({self.sides[members[0]] for members in groups}, key=lambda s: s or ""):
            own = [members for members in groups if self.sides[members[0]] == side]
            shared = [list(members) for members in own if len(members) > 1]
            alone = [members[0] for members in own if len(members) == 1]
            if shared and alone:
                alone = self._bring(alone, shared)
            joined.extend([*shared, *([index] for index in alone)])
        return joined

    def _bring(self, alone: Sequence[int], shared: list[list[int]]) -> list[int]:
        """Add to the shared groups what plainly belongs there; return what does not."""
        middles = [self._middle(members) for members in shared]
        scores = np.round(match_points(self._texts(alone), self._texts(middles)), 5)
        near = np.round(self.points[np.array(alone)] @ self.points[np.array(middles)].T, 5)
        left = []
        for row, index in enumerate(alone):
            best = int(scores[row].argmax())
            if scores[row, best] >= PLAINLY and near[row, best] >= max(_BESIDE, self.floor):
                shared[best].append(index)
            else:
                left.append(index)
        return left

    def _middle(self, members: Sequence[int]) -> int:
        """Return the member that is nearest to the others; among equals by its words."""
        rows = self.points[np.array(members)]
        nearness = np.round(rows @ rows.mean(axis=0), 5).tolist()
        return min(zip(nearness, members, strict=True), key=lambda p: (-p[0], self.texts[p[1]]))[1]

    def _texts(self, indexes: Sequence[int]) -> Texts:
        return Texts(
            texts=[self.texts[index] for index in indexes], vectors=self.points[np.array(indexes)]
        )
