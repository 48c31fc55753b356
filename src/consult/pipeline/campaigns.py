"""Campaigns as people decide about them: asked once, confirmed or taken apart, and heeded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from consult.analysis.duplicates import proposal
from consult.domain.errors import Problem, Severity
from consult.domain.ledger import Proposal, ProposalKind
from consult.domain.run import Decision
from consult.domain.segment import Campaign

CONFIRMED, SEPARATE = "campaign:confirmed", "campaign:separate"
"""What ``Decision.after`` says of the campaign that its subject is in."""


def is_about_campaign(decision: Decision) -> bool:
    """Tell whether a decision is about the campaign that a response is in."""
    return decision.after in {CONFIRMED, SEPARATE}


def decided_campaigns(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return response -> the last decision about its campaign, from decisions in their order."""
    return {d.subject_id: d for d in decisions if is_about_campaign(d)}


def without_separate(
    campaigns: Iterable[Campaign], decided: Mapping[str, Decision]
) -> tuple[Campaign, ...]:
    """Return the campaigns, in order, but for those of which a person said that there is none."""
    return tuple(c for c in campaigns if not _is(SEPARATE, _decision(c, decided)))


def heeded(problem: Problem, campaign: Campaign, decided: Mapping[str, Decision]) -> Problem:
    """Return what is said of a campaign: a person is asked until one has confirmed it."""
    decision = _decision(campaign, decided)
    if decision is None or not _is(CONFIRMED, decision):
        return problem
    who = decision.actor.removeprefix("person:")
    said = f"{problem.message} Confirmed by {who} on {decision.at:%d %B %Y}: {decision.reason}"
    return replace(problem, message=said, severity=Severity.INFO)


def campaign_proposals(
    campaigns: Sequence[Campaign], problems: Sequence[Problem], decided: Mapping[str, Decision]
) -> tuple[Proposal, ...]:
    """Return a proposal for each campaign, in order, that nobody has decided about yet.

    ``problems`` are what is said of each campaign, in the same order. A proposal is about the
    response whose text stands for all.
    """
    found = []
    for campaign, problem in zip(campaigns, problems, strict=True):
        if _decision(campaign, decided) is None:
            subject = next(
                m.response_id
                for m in campaign.members
                if m.document_id == campaign.template_document_id
            )
            evidence = f"{problem.message.partition('): look')[0]})"
            found.append(
                proposal(
                    ProposalKind.CAMPAIGN,
                    subject,
                    None,
                    None,
                    evidence,
                    places=(problem.where,),
                    in_force=True,
                )
            )
    return tuple(found)


def _decision(campaign: Campaign, decided: Mapping[str, Decision]) -> Decision | None:
    """Return the newest decision about a member; the campaign may have grown since."""
    about = [decided[m.response_id] for m in campaign.members if m.response_id in decided]
    return max(about, key=lambda d: (d.at, d.id), default=None)


def _is(said: str, decision: Decision | None) -> bool:
    return decision is not None and decision.after == said
