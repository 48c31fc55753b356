"""Judgements on what is proposed: "this proposal is sensible", "the plan should be dropped"."""

from __future__ import annotations

import re

PROPOSED = (
    r"(?:proposals?|propositions?|statement|idea|suggestion|approach|view|plans?|changes?"
    r"|recommendation|assessment|analysis|point|above|policy|option|measures?|scheme|restrictions?"
    r"|allocation|closure|order|principle|proposed (?:[\w-]+ ){0,2}?[\w-]+)"
)
"""What a response calls the thing that it is asked about."""
_THE_PROPOSAL = rf"\b(?:this|these|the|your|such an?) {PROPOSED}"
_COPULA = (
    r" (?:is|are|was|seems?|appears?|looks?|would be|will be)(?: to (?:us|me))?"
    r"(?: (?:very|quite|entirely|wholly|both|absolutely|perfectly|simply|broadly|clearly|plainly"
    r"|completely|utterly|thoroughly))?"
)
_GOOD = (
    r"(?:sensible|reasonable|fair|welcome|sound|excellent|proportionate|(?:long )?overdue|workable"
    r"|justified|acceptable|needed"
    r"|right(?=\W*$|[.,;]| (?:and|in principle|for)\b)"
    r"|(?:a|the) (?:very )?(?:good|right|sensible|welcome|excellent)"
    r" (?:idea|thing|start|step|approach|one|move))\b"
)
_BAD = (
    r"(?:wrong|unfair|unreasonable|unworkable|disproportionate|unjustified|misguided|unacceptable"
    r"|unsuitable|inappropriate|impractical|(?:a |the )?(?:mistake|bad idea|waste of (?:time|money)"
    r"|joke|disgrace|wrong (?:approach|answer|test|thing)))\b"
)
_NOT = r"(?: not|n['’]t)"
JUDGED_GOOD = re.compile(_THE_PROPOSAL + _COPULA + " " + _GOOD, re.IGNORECASE)
JUDGED_BAD = re.compile(
    _THE_PROPOSAL + rf"(?:{_COPULA} (?:not {_GOOD}|{_BAD})|(?: is| are){_NOT} {_GOOD}"
    r"| (?:would|will|could|does|do) (?:do )?more harm than good\b)"
    + rf"|\b(?:do|does){_NOT} (?:think|believe|consider|feel)(?: that)? {_THE_PROPOSAL}"
    + rf"{_COPULA} {_GOOD}"
    + rf"|\bcase (?:for [^.,;]{{3,60}}? )?(?:has|had|is){_NOT} (?:yet )?(?:been )?"
    + r"(?:made|proven|proved)\b"
    + r"|\b(?:do|does)(?: not|n['’]t) (?:think|believe|feel)(?: that)? the case has been made\b"
    + r"|\b(?:i|we) (?:must|have to|would|will) say no\b"
    + rf"|\b(?:considers?|finds?|regards?|sees?) {_THE_PROPOSAL}(?: to be| as)? {_BAD}"
    + r"|\b(?:i|we) (?:think|consider|find|believe) (?:this|it|that) (?:to be )?"
    + rf"(?:(?:very|quite|most|wholly|rather) )?(?:{_BAD}|unwise|folly)(?=\W*$|[.,;!])"
    + rf"|(?:\b(?:this|it)|{_THE_PROPOSAL}) (?:should|must|ought to) (?:simply |just )?be "
    r"(?:dropped|scrapped|abandoned|withdrawn|rejected|shelved|binned|thrown out)"
    r"(?=\W*$|[.,;!]| (?:and|altogether|entirely|because|at once)\b)",
    re.IGNORECASE,
)
