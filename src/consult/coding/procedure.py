"""What makes no point: thanks, introductions, procedure, and a side without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from consult.coding.explicit import declared
from consult.coding.introductions import presents_author
from consult.domain.sentences import sentence_spans

_WE = r"(?:we|i|our \w+|the [\w’'-]+|(?-i:[A-Z])[\w&’'-]*(?: [\w&’'-]+){0,8})"
_PAPERS = (
    r"(?:leaflet|letter|e-?mail|form|paper|papers|document|documents|report|consultation|survey"
    r"|questionnaire|reminder|invitation|opportunity|chance|time|reply|response|extension|meeting"
    r"|presentation|summary|information|reading|listening|asking|consulting|inviting)"
)
_THANKS = re.compile(
    r"^\W{0,3}(?:" + _WE + r" (?:also |would like to |want to |wish to |should like to )*)?"
    r"(?:begin with (?:our )?thanks|(?:many |our |with )?thanks?(?: you)?"
    r"|(?:are|am|is) (?:very |most )?grateful)"
    r"(?:[.!]?$|(?: [\w’'-]+){0,4} for (?:[\w’'-]+,? ){0,4}?" + _PAPERS + r"\b)",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"\b(?:welcomes?|pleased|glad|happy|grateful|delighted) (?:for |to have )?"
    r"(?:(?:the|this|an) (?:opportunity|chance)|to be able)? ?"
    r"to (?:respond|reply|contribute|comment|submit|take part|give (?:our|its|my) views?)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"^\W{0,3}" + _WE + r" (?:was|were|is|are|has been) (?:\w+ly )?(?:founded|established|formed"
    r"|set up|made up|constituted|incorporated) (?:in|of|by|to|as)\b"
    r"|^\W{0,3}[\w’'& -]{3,80}(?:\.? ?\([\w ]{2,12}\))? (?:is|are) (?:a|an|the) (?:[\w’'-]+ ){0,4}"
    r"(?:organisation|charity|body|association|network|membership|federation|partnership|society"
    r"|union|group|company)\b (?:in|for|of|that|which|with|representing|working|made)\b"
    r"|^\W{0,3}(?:we|it|i) (?:are|has|have) (?:about |over |some |nearly )?\d[\d,]* "
    r"(?:members|households|residents|families|pupils|staff|people|volunteers|branches)\b"
    r"|^\W{0,3}" + _WE + r" represents? (?:about |over |some |more than |nearly )?\d",
    re.IGNORECASE,
)
_PAPERWORK = re.compile(
    r"^\W{0,3}(?:so )?sorry (?:that )?(?:this|it|i|for) .{0,30}\b(?:late|delay|writing|spelling)\b"
    r"|\b(?:my|our|the|these) (?:answers?|views?|comments?|responses?|thoughts) (?:are|is"
    r"|follows?) (?:these|this|below|attached|here|enclosed|as follows|set out|in the)\b"
    r"|^\W{0,3}(?:please find|i attach|i enclose|we attach|we enclose|attached (?:is|are)"
    r"|enclosed (?:is|are)|what follows is|here (?:is|are) (?:my|our))\b"
    r"|^\W{0,3}(?:please )?(?:see|as in|refer to) (?:what (?:i|we) (?:said|wrote|sent)"
    r"|(?:my|our) (?:answer|letter|e-?mail|response|reply|comments?))\b|\bticked the wrong box\b"
    r"|^\W{0,3}(?:i|we) (?:have )?(?:also )?(?:written|wrote|replied|responded|sent|answered"
    r"|filled in|completed) (?:[\w’'-]+ ){0,4}?(?:separately|already|online|by post|by e-?mail)\b"
    r"|\b(?:meeting|committee|governors|board|council|trustees|members|clerk|panel"
    r"|forum)(?: [\w’'-]+){0,6} (?:was attended by|were attended by|met on|met in"
    r"|(?:discussed|considered|was shown|looked at) (?:the|this|your) (?:[\w’'-]+ ){0,3}?(?:plan"
    r"|paper|proposals?|consultation|document|draft|report) (?:on|at|in) "
    r"|(?:was|were) asked to (?:send|say|write|record|reply))"
    r"|^\W{0,3}(?:this|the following|the above) (?:is|are|response|letter|submission|reply"
    r"|paper) (?:is |was |has been )?(?:the |our |my |made |sent |written |submitted |agreed "
    r"|drafted )(?:(?:response|view|views|reply|submission) of|on behalf|by|response|reply)\b"
    r"|^\W{0,3}(?:i am|we are|this is) (?:writing|responding|replying|speaking"
    r"|sent)\b(?!.*\b(?:oppose|support|object|ask)\b)|^\W{0,3}(?:yours (?:sincerely|faithfully"
    r"|truly)|kind regards|best wishes|(?:i|we) look forward to (?:hearing|your reply"
    r"|the (?:outcome|result)))\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"^\W{0,3}(?:issued|submitted|sent|agreed|approved|signed|written|prepared|drafted|adopted"
    r"|endorsed) (?:for and )?(?:(?:up)?on behalf of|by|for) (?:the |our |its "
    r"|a )?[^.;!?]{3,120}\W*$"
    r"|^\W{0,3}(?:for|with|if you have)(?: any| further| more)? (?:questions?|queries|enquiries"
    r"|information|details)\b[^.;!?]{0,80}?,? (?:please |kindly |do )?(?:contact|write to|ring"
    r"|telephone|get in touch with|e-?mail)(?: (?!before\b|and\b|if\b|when\b)[\w’'@.-]+){1,12}\W*$"
    r"|^\W{0,3}(?:any |further )*(?:questions?|queries|enquiries)\b[^.;!?]{0,60} (?:may|can) be "
    r"(?:sent|addressed|directed|put|made) to(?: [\w’'@.-]+){1,12}\W*$"
    r"|^\W{0,3}(?:our|my|the|this) (?:numbering|numbers|headings|order|answers|replies|comments"
    r"|paragraphs|sections?|response|reply|submission|letter)(?: (?:below|here|of this letter))? "
    r"(?:follows?|keeps? to|matche?s?|uses?|refers? to|corresponds? to|(?:is|are) (?:set out"
    r"|arranged"
    r"|numbered|given|ordered|organised|grouped)) (?:in |by |as |under |with )?(?:that|those"
    r"|the|your"
    r"|its|topic|theme|subject|chapter|question)\b[^.;!?]{0,80}\W*$"
    r"|^\W{0,3}(?:what follows|the following|this (?:response|reply|submission|letter)) (?:is|are) "
    r"(?:set out|arranged|grouped|ordered|organised) (?:by|under|in)\b[^.;!?]{0,60}\W*$"
    r"|^\W{0,3}(?:i|we) (?:have )?(?:answer|answered|reply|replied|respond|responded|set out our"
    r" (?:answers|comments|views)|take (?:the|your) questions|comment) (?:below )?(?:in|under"
    r"|by|to) "
    r"(?:the )?(?:order|each|turn|headings|chapters?|your)\b[^.;!?]{0,120}\W*$"
    r"|^\W{0,3}(?:the|our|their|all(?: the)?|full|detailed|further) (?:[\w’'-]+ ){0,3}?(?:replies"
    r"|answers|responses|results|figures|details|data|tables?|calculations|returns|minutes"
    r"|photographs"
    r"|maps?|survey|report|list|summary) (?:is|are|can be|may be) (?:all )?(?:summarised"
    r"|attached|set out|listed|given|enclosed|appended|reproduced|found|had|seen|available|printed"
    r"|shown) (?:in|from|as|at|on|with|to|below|overleaf|separately)\b[^.;!?]{0,100}\W*$"
    r"|^\W{0,3}(?:this|our|my|the) (?:response|reply|submission|letter|answer)s? (?:(?:is|was"
    r"|has been"
    r"|were) (?:informed by|based on|drawn from|agreed|approved|prepared|drafted|written"
    r"|compiled|put"
    r" together|endorsed|adopted)|draws (?:up)?on)\b[^.;!?]{0,160}\W*$",
    re.IGNORECASE,
)
"""How a response was made, what its parts are, and whom to ask about it."""
_COURTESY = re.compile(
    r"^\W{0,3}(?:(?:the )?(?:very )?best of luck|good luck|all the best|keep up the good work"
    r"|(?:i |we )?hope (?:this|that|it) (?:helps|is (?:of use|useful|helpful)))\b[^.!?]{0,40}\W*$"
    r"|^\W{0,3}(?:i|we) (?:have )?read (?:your|the|this) (?:paper|document|consultation|plan"
    r"|proposals?)(?: (?:twice|carefully|through|closely|with (?:great )?(?:interest|care)))*\W*$"
    r"|^\W{0,3}(?:i|we) (?:will |shall |only |can only )*(?:answer|respond to|reply to|address"
    r"|comment on) (?:only )?(?:questions?|q) ?\d[^.]{0,40}\W*$"
    r"|^\W{0,3}[^.]{3,60} will (?:also |each )+(?:be )?(?:respond|reply|write"
    r"|submit)\w*(?: to you)?\W*$|^\W{0,3}[^.]{3,60} will (?:also |each )*(?:be )?(?:respond|reply"
    r"|write|submit)\w*(?: to you)?(?: (?:separately|in their own right|as well|too))+\W*$"
    r"|^\W{0,3}(?:just|only) on (?:questions?|q) ?\d[^.]{0,20}\W*$"
    r"|^\W{0,3}(?:i|we) (?:shall|will|have) follow(?:ed)? (?:the|your) order\b[^.]*\W*$"
    r"|^\W{0,3}(?:there are )?(?:two|three|four|five|several|a few) (?:things|points"
    r"|matters) (?:stand out|come to mind|(?:that )?(?:we|i) (?:would|want|wish"
    r"|should) (?:like )?to)\b[^.]*\W*$",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"^\W{0,3}(?:(?:i am|i['’]m|we are|we['’]re) (?:writing as )?"
    r"|(?:i|we) (?:work|write|speak|reply) as )(?:an?|the) (?!(?:strong|great|big|firm|huge|keen"
    r"|passionate)\b|fan\b|believer|sceptic|convert|opponent)(?!.*\b(?:and (?:i|we|it|cannot|can"
    r"|have)|but|so|because|cannot|can|could|would|have to|need)\b)[^.;!?]{3,120}\W*$",
    re.IGNORECASE,
)
"""Who tells what they are, which may be a point ("a carer"), and no side."""
_SIDE_ONLY = re.compile(
    r"^\W{0,3}(?:yes|no|absolutely|definitely|certainly|totally|completely|agreed?|disagree|good"
    r"|great|fine|ok(?:ay)?|none|nothing(?: to (?:hand|add|report))?|nope|yep|yeah|sure|same|maybe"
    r"|perhaps|yes do it|do it)(?:,? (?:please|thanks|by me|with me|idea|at all|here"
    r"|i (?:do|agree|disagree|support it)))?\W*$|^\W{0,3}(?:yes,? |no,? )?(?:i|we|the [\w’'-]+"
    r"|our members) (?:all |do |strongly |fully |very much |totally |completely |broadly "
    r"|wholeheartedly |would |also ){0,2}(?:agree|disagree|support|oppose|approve|object|like"
    r"|dislike|back|welcome|(?:do not|don['’]t|dont) (?:agree|like|support|mind|object)"
    r"|(?:am|are|is) (?:strongly |fully |all )?(?:in favour|for|against|opposed to|happy|fine"
    r"|content))(?: (?:with |of |to )?(?:it|this|that|them|you"
    r"|the (?:idea|plan|proposals?|changes?)))?(?: (?:at all|completely|entirely|in full"
    r"|without reservation|in principle))?\W*$|^\W{0,3}(?:it['’]?s |it is |this is |its |a |an "
    r"|very )*(?:good|great|bad|terrible|excellent|sensible|fine|awful"
    r"|lovely)(?: (?:idea|plan|thing|proposal))?\W*$"
    r"|^\W{0,3}(?:i (?:have )?)?no (?:strong )?(?:concerns?|objections?|views?|opinions?|problems?"
    r"|issues?|comments?|preference)(?: (?:at all|either way|here|really|on this"
    r"|with this)){0,2}\W*$|^\W{0,3}(?:i|we) (?:have )?(?:also |already )?(?:filled in|filled out"
    r"|completed|did|sent in) (?:the|your|my|our) (?:online |paper )?(?:form|survey"
    r"|questionnaire)\b[^,;.]{0,60}(?:,? but (?:i|we) (?:have|had|want to say"
    r"|wish to say) more\b[^,;.]{0,60})?\W*$|^\W{0,3}i (?:can(?:not|['’]t| not)|could not"
    r"|couldn['’]t) think of anything\W*(?:else\W*)?$|^\W{0,3}i (?:do not|don['’]t"
    r"|dont) (?:really )?know(?: enough about (?:it|this) to say)?\W*$",
    re.IGNORECASE,
)
"""What says no more than a side, or that there is none; it is counted, and makes no point."""
_TITLE = re.compile(
    r"^\W{0,3}(?:our|my|the) (?:[\w’'-]+ )?(?:views?|responses?|answers?|comments?|submission"
    r"|letter|reply|position|thoughts) (?:of|on|to|about|from) [^.!?:;]{2,80}$",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"\b(?:must|should|ought|needs?|but|however|although|because|oppose\w*|object\w*|support\w*"
    r"|agrees?|disagrees?|ask|urge|call on|concern\w*|not|never|nothing|instead|unless|worr\w+"
    r"|fear\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^\W{0,3}(?:it|i|we|my|our) (?:has|have|hope|hopes) ", re.IGNORECASE)
_AND_NOT = re.compile(r",? (?:and|but|rather than) not (?:by|in|under|as)(?: [\w’'-]+){1,4}\W*$")
"""The tail of "by topic and not by question", which denies nothing of the matter."""
_LONGEST = 400
"""Characters beyond which a sentence says more than procedure does."""


def is_procedural(text: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a text only thanks, introduces its sender, speaks of how it was sent, or sides.

    Each of its sentences must do so, but for what trails behind one that does ("It has 30
    members"). "I agree" and "No concerns at all" take a side, which is counted as such, and say
    nothing more. A sentence that asks, opposes with a reason, limits or denies makes a point,
    whatever it begins with. ``names`` are those of the author, of whom alone a sentence such as
    "Harrowmere is a mutual" is an introduction. Linear in the length of the text.
    """
    names = tuple(names)
    side = declared(text)
    if side is not None and side.bare:
        return True
    # "The Guild Ltd. (GL) is": a stop inside a name ends no sentence.
    whole = _INTRODUCTION.match(text)
    known = whole.end() if whole else 0
    found = False
    for span in sentence_spans(text):
        sentence = text[span.start : span.end].strip()
        if len(sentence) <= _LONGEST and _SIDE_ONLY.search(sentence):
            found = True
            continue
        if len(sentence) <= _LONGEST and presents_author(sentence, names):
            found = True
            continue
        if len(sentence) > _LONGEST or _POINT.search(_AND_NOT.sub("", sentence)):
            return False
        if span.start < known or _is_procedural(sentence):
            found = True
        elif not (found and _BEHIND.match(sentence)):
            return False
    return found


def is_courtesy(text: str) -> bool:
    """Tell whether each sentence of a text only thanks, introduces or wishes, and takes no side."""
    sentences = [text[span.start : span.end].strip() for span in sentence_spans(text)]
    return bool(sentences) and all(
        len(one) <= _LONGEST
        and not _POINT.search(one)
        and (_is_procedural(one) or _SELF.match(one) is not None)
        for one in sentences
    )


def _is_procedural(sentence: str) -> bool:
    patterns = (_THANKS, _WELCOME, _INTRODUCTION, _PAPERWORK, _MADE, _COURTESY, _TITLE)
    return any(pattern.search(sentence) for pattern in patterns)
