"""The engines that the settings name, loaded when they are first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from consult.domain.run import Engine

if TYPE_CHECKING:
    from consult.domain.ports import (
        Embedder,
        LanguageIdentifier,
        NamedEngine,
        Phraser,
        PointReader,
        SentenceSplitter,
        StanceModel,
        ThemeDiscoverer,
    )
    from consult.settings.model import Settings


class Engines:
    """One of each engine for a run; tests hand in their own by setting the attribute."""

    def __init__(self, settings: Settings) -> None:
        self._models = settings.models
        self._analysis = settings.analysis

    def require(self) -> None:
        """Check that the parts of models that are installed apart are there; load nothing.

        Raises:
            ModelError: ``MODEL_MISSING``.
        """
        from consult.engines.points import require_points
        from consult.engines.stance import require_stance

        require_stance(self._models.stance)
        require_points(self._models.point_reader)

    @cached_property
    def splitter(self) -> SentenceSplitter:
        """Sentences."""
        from consult.engines.spacy_text import SpacySplitter

        return SpacySplitter()

    @cached_property
    def phraser(self) -> Phraser:
        """Noun phrases."""
        from consult.engines.spacy_text import SpacyPhraser

        return SpacyPhraser()

    @cached_property
    def languages(self) -> LanguageIdentifier:
        """Languages."""
        from consult.engines.language import LangidIdentifier

        return LangidIdentifier()

    @cached_property
    def embedder(self) -> Embedder:
        """Vectors."""
        from consult.engines.embedder import load_embedder

        return load_embedder(self._models.embedder, self._models.threads)

    @cached_property
    def matcher(self) -> Embedder:
        """Vectors that tell which question a text speaks to."""
        return self._matcher(self._models.matcher)

    @cached_property
    def point_matcher(self) -> Embedder:
        """Vectors that tell which point a text makes."""
        if self._models.point_matcher == self._models.matcher:
            return self.matcher
        return self._matcher(self._models.point_matcher)

    @cached_property
    def stance(self) -> StanceModel:
        """Stance."""
        from consult.engines.stance import load_stance

        return load_stance(self._models.stance, self._models.threads)

    @cached_property
    def point_reader(self) -> PointReader | None:
        """Which texts make one point; None where the settings name none."""
        from consult.engines.points import load_points

        return load_points(self._models.point_reader, self._models.threads)

    @cached_property
    def discoverer(self) -> ThemeDiscoverer:
        """Groups of segments."""
        from consult.engines.bertopic_themes import BertopicDiscoverer

        return BertopicDiscoverer(density_from=self._analysis.theme_density_from)

    @cached_property
    def regrouper(self) -> ThemeDiscoverer:
        """The same groups at less cost, to see how steady they are."""
        from consult.engines.bertopic_themes import BertopicDiscoverer

        return BertopicDiscoverer(density_from=self._analysis.theme_density_from, topics=False)

    def all(self) -> tuple[NamedEngine, ...]:
        """Return every engine in the order of the stages that use them."""
        encoders = (self.embedder, self.matcher, self.point_matcher)
        return (
            self.splitter,
            self.languages,
            *(one for n, one in enumerate(encoders) if one not in encoders[:n]),
            self.stance,
            *((self.point_reader,) if self.point_reader else ()),
            self.discoverer,
            self.phraser,
        )

    def _matcher(self, spec: str) -> Embedder:
        if spec == "embedder":
            return self.embedder
        from consult.engines.matcher import load_matcher

        return load_matcher(spec, self._models.threads)


def engine_id(engine: NamedEngine) -> str:
    """Return ``name@revision``, by which what an engine made is kept."""
    return f"{engine.name}@{engine.revision}"


def described(engines: Engines) -> tuple[Engine, ...]:
    """Return name and revision of every engine, as they stand in run.json."""
    return tuple(Engine(name=e.name, revision=e.revision) for e in engines.all())
