# ruff: noqa: E501  (data: one entry to a line)
"""The frames into which the banks are put; each list has one known stance to its slot.

Slots: {s} speaker, {vp} infinitive, {ing} gerund, {np} noun phrase, {actor}, {claim} a finite
clause, {contrary} its opposite, {n} something scarce, {x} {y} two sides, {c} a condition.
"""

from __future__ import annotations

ACT_AGREE = (
    "{s} support {np}.", "{s} would like {actor} to {vp}.", "{ing} is long overdue.",
    "{ing} would make a real difference.", "It is high time for {actor} to {vp}.",
    "{s} back {ing} without reservation.", "{actor} needs to {vp} as soon as possible.",
    "{ing} would be welcome.", "{s} would welcome {np}.", "{s} urge {actor} to {vp}.",
    "We recommend {ing}.", "The case for {np} is overwhelming.", "{ing} is the right thing to do.",
    "Please {vp}.", "Let us {vp}, and soon.", "{s} cannot think of a good reason not to {vp}.",
    "{s} have been calling for {np} for years.", "Yes, {vp}.", "{np}: yes please.",
    "Why wait? {actor} could {vp} tomorrow.", "What is there to lose by {ing}?",
    "{s} see great benefit in {ing}.", "A sensible proposal.", "This has {s2} full support.",
    "{s} hope that {actor} will {vp}.", "I am glad to see {np} among the proposals.",
    "{s} are pleased that {np} is being considered.", "It was about time that somebody proposed {np}.",
    "The sooner {actor} can {vp}, the better.", "{s} regret that {np} was not proposed sooner.",
    "It is disappointing that {actor} did not {vp} years ago.", "{np} gets a thumbs up from us.",
    "{s} endorse {np}.", "We are persuaded of the need for {np}.",
    "Any delay in {ing} would be a mistake.", "Not to {vp} would be a missed opportunity.",
    "{s} would be sorry if {actor} decided not to {vp}.", "{s} accept that {ing} makes sense.",
    "{ing} can only do good.", "{s} have no difficulty with {np}.",
    "Few things would help more than {ing}.",
)  # fmt: skip

ACT_DISAGREE = (
    "{s} do not want {np}.", "{s} are against {ing}.", "{ing} would do more harm than good.",
    "{s} urge {actor} to think again about {np}.", "{s} fear the effects of {ing}.",
    "{ing} is not the answer.", "{s} can see no merit in {np}.", "There must be no {np_bare}.",
    "{s} ask {actor} not to {vp}.", "Please do not {vp}.", "{ing} would be a grave error.",
    "{s} strongly object to {np}.", "What could possibly be gained by {ing}?",
    "Who would benefit from {np}? Nobody that {s_low} know.", "How can it be right to {vp}?",
    "Has anyone thought about what happens to people after {ing}?",
    "Whose bright idea was it to {vp}?", "Oh wonderful, {np}. Just what everybody asked for.",
    "{ing}, of course, because nothing else is going wrong at the moment.",
    "Sure, {vp}, and see who turns up at the next election.",
    "If {actor} want to lose what trust is left, {ing} is the way to do it.",
    "{s} are unconvinced by {np}.", "{s} remain sceptical about {ing}.",
    "{s} doubt that {ing} would help anyone.", "{s} question the wisdom of {ing}.",
    "{s} have grave doubts about {np}.", "It is regrettable that {np} is even being considered.",
    "It is dispiriting to see {np} proposed once more.", "{ing} has been tried before and failed.",
    "{actor} must drop the idea of {ing}.", "The plan for {np} ought to be abandoned.",
    "Leave things as they are rather than {vp}.", "{s} are worried by the prospect of {np}.",
    "Nothing in the paper persuades {s_obj} of the need for {np}.",
    "{ing} would create fresh hurdles and more hand-overs.", "{ing} would only add bureaucracy.",
    "The harm done by {ing} would fall on those least able to bear it.",
    "{s} would be sorry to see {np}.", "No to {np}.", "{ing} is a solution in search of a problem.",
    "{s} cannot go along with {np}.", "Anything but {np}.",
    "{np} is wholly the wrong response.", "We hope that {actor} will not {vp}.",
)  # fmt: skip

CLAIM_AGREE = (
    "{s} agree that {claim}.", "It is true that {claim}.", "{s} find every day that {claim}.",
    "There is no doubt that {claim}.", "{s} share the concern that {claim}.",
    "The paper is right to say that {claim}.", "It is good to see it acknowledged that {claim}.",
    "{s} welcome the recognition that {claim}.", "In {s_poss} experience, {claim}.",
    "How can anyone deny that {claim}?", "Who could doubt that {claim}?",
    "Everyone knows that {claim}.", "The report says that {claim}, and it is right.",
    "The authors argue that {claim}. {s} see the same.", "{s} have said for years that {claim}.",
    "Our own figures confirm that {claim}.", "As the paper says, {claim}.",
    "It is rightly noted that {claim}.", "{s} would go further: not only is it the case that {claim}, it is getting worse.",
    "The finding that {claim} rings true.", "{s} recognise this description.",
    "It can hardly be disputed that {claim}.", "Nobody here would deny that {claim}.",
    "Sadly, {claim}.", "Indeed, {claim}.", "The statement that {claim} matches what {s_low} see.",
    "The claim that {contrary} is simply wrong.", "It is a myth that {contrary}.",
    "It is not the case that {contrary}.", "Only someone who has never been here could say that {contrary}.",
    "{s} were relieved to read that the authors accept that {claim}.",
    "Whatever some may say, {claim}.", "{s} can vouch for the fact that {claim}.",
    "It is beyond question that {claim}.",
)  # fmt: skip

CLAIM_DISAGREE = (
    "{s} do not accept that {claim}.", "It is simply not true that {claim}.",
    "{s} do not believe that {claim}.", "There is little to show that {claim}.",
    "It does not follow that {claim}.", "The conclusion that {claim} is premature.",
    "It would be wrong to infer that {claim}.", "Whether {claim} is open to doubt.",
    "{s} doubt that {claim}.", "{s} dispute the statement that {claim}.",
    "The notion that {claim} is not borne out by the evidence.",
    "{s} would be careful about assuming that {claim}.",
    "It is important to avoid the simple conclusion that {claim}.",
    "Policy should not rest on the supposition that {claim}.",
    "The paper must not fall into the trap of thinking that {claim}.",
    "People should think twice before asserting that {claim}.",
    "Please do not take it as read that {claim}.", "It is far from clear that {claim}.",
    "Care is needed before anyone decides that {claim}.", "It is too early to say that {claim}.",
    "The paper suggests that {claim}; this is not {s_poss} experience.",
    "The report takes the line that {claim}. The inspectors have never said so.",
    "The authors assert that {claim}, although nothing in the data shows it.",
    "While it is claimed that {claim}, {s_low} see no sign of it.",
    "The paper describes a world in which {claim}; it is not one that {s_low} know.",
    "Why would anyone believe that {claim}?", "Where is the proof that {claim}?",
    "Who told the authors that {claim}?", "On what grounds is it said that {claim}?",
    "So {claim}, do they? Come and spend a day with us." , "Apparently {claim}. News to us.",
    "In fact {contrary}.", "On the contrary, {contrary}.", "{s} find that {contrary}.",
    "{s} were surprised to read that {claim}.", "It is unfair to suggest that {claim}.",
    "{s} challenge the assertion that {claim}.", "The suggestion that {claim} does a disservice to those involved.",
    "The paper exaggerates when it says that {claim}.", "It is misleading to say that {claim}.",
    "The idea that {claim} is out of date.", "{s} take a different view: {contrary}.",
    "There is scant support for the statement that {claim}.", "We reject the argument that {claim}.",
    "It would be a pity if readers came away believing that {claim}.",
    "To say that {claim} is to miss the point.",
)  # fmt: skip

CLAIM_NEITHER = (
    "The paper argues that {claim}.", "The authors state that {claim}.", "It is said that {claim}.",
    "Chapter three asks whether {claim}.", "One of the questions is whether {claim}.",
    "The report discusses {topic}.", "Section two is about {topic}.",
    "The paper sets out some evidence on {topic}.", "{s} have no information about {topic}.",
    "{s} do not know whether {claim}.", "It is not for us to say whether {claim}.",
    "How was {topic} measured?", "When will the next figures on {topic} be published?",
    "{s} were asked about {topic} in an earlier survey.", "A working group is looking at {topic}.",
)  # fmt: skip

ACT_NEITHER = (
    "The paper proposes {ing}.", "Option B is {np}.", "The first question is about {np}.",
    "{s} have not yet discussed {np}.", "{s} take no view on {np}.", "A decision on {np} is due in July.",
    "Other areas have looked at {np}.", "How much would {np} cost, and who would pay?",
    "When would {actor} {vp}?", "{np} was discussed at the meeting in March.",
    "Further details on {np} are given in the annex.", "It is for others to say whether to {vp}.",
)  # fmt: skip

CONDITIONAL = (
    "{s} would support {np}, provided that {c}.", "{s} could accept {np} as long as {c}.",
    "{ing} would be fine so long as {c}.", "{s} agree with {ing} on condition that {c}.",
    "Yes to {np}, but only if {c}.", "If {c}, then {s_low} would be in favour of {ing}.",
    "{s} are content with {np}, assuming that {c}.", "{np} can work where {c}.",
    "Only if {c} should {actor} {vp}.", "Provided {c}, {s_low} have no objection to {np}.",
    "{ing} makes sense to us with the caveat that {c}.", "{s} back {np}, but it is essential that {c}.",
)  # fmt: skip

LACK_AGREE = (
    "It is disappointing that there {is} so little {n}.", "{s} regret the shortage of {n}.",
    "There {is} nowhere near enough {n}.", "We need far more {n}.", "More {n} please.",
    "{s} call for a large increase in {n}.", "It is sad to see how little {n} there {is}.",
    "The lack of {n} is a serious concern.", "{actor} must provide more {n}.",
    "{s} are dismayed by the absence of {n}.", "Where {is} the {n}?",
    "Unfortunately {n} {is} very limited.", "There should be much more {n}.",
    "{s} had hoped for more {n}.", "It is a worry that {n} {is} limited.",
    "{n} {is} hard to find.", "How long must people go without {n}?",
    "Too many people go without {n}.",
)  # fmt: skip

LACK_DISAGREE = (
    "There {is} plenty of {n}.", "{s} see no shortage of {n}.", "There {is} more than enough {n} already.",
    "The supply of {n} is perfectly adequate.", "{s} are well served when it comes to {n}.",
    "If anything there {is} too much {n}.", "{n} {is} easy to come by.",
    "The last thing anyone needs is more {n}.", "{s} do not think that more {n} {is} needed.",
    "It is encouraging that there {is} now so much {n}.",
)  # fmt: skip

RIVAL_AGREE = (
    "{x} and {y} do conflict, and pretending otherwise helps nobody.",
    "Every day {s_low} have to choose between {x} and {y}.", "More {x} means less {y}.",
    "{s} feel the pull between {x} and {y} all the time.", "You cannot have both {x} and {y} in full.",
    "{x} comes at the expense of {y}.", "There is a real trade-off between {x} and {y}.",
    "The paper describes a tension between {x} and {y}, and {s_low} recognise it.",
)  # fmt: skip

RIVAL_DISAGREE = (
    "{x} and {y} go hand in hand.", "{x} and {y} are two sides of the same coin.",
    "{s} do not see {x} and {y} as opposites.", "{x} cannot be had without {y}.",
    "The paper sees a tension between {x} and {y}; in practice they are parts of one whole.",
    "The report sets {x} against {y}, however good services do both.",
    "It is suggested that {x} and {y} are at odds. They belong on one spectrum.",
    "There is no contradiction between {x} and {y}.", "{x} strengthens {y}.",
    "{s} reject the false choice between {x} and {y}.", "{x} and {y} depend on each other.",
    "The paper points to a conflict between {x} and {y}, yet these are different points on a single range.",
    "Good practice combines {x} with {y}.",
)  # fmt: skip

SPLIT_AGREE = (
    "{x} and {y} need different people and different budgets.", "{s} would split {x} from {y}.",
    "Keeping {x} and {y} together means that both suffer.", "{x} and {y} are best kept apart.",
    "A clean break between {x} and {y} would free both to do their jobs.",
)  # fmt: skip

SPLIT_DISAGREE = (
    "Cutting {x} off from {y} would add bureaucracy.", "Severing {x} from {y} would be a step backwards.",
    "{x} and {y} should stay together.", "{x} cannot be planned in isolation from {y}.",
    "Splitting {x} and {y} leads to fragmented work, which is in nobody's interest.",
    "{s} want one service in which {x} and {y} work as one.",
    "Elsewhere {x} was separated from {y}, and one need only look at the results.",
    "{x} and {y} have to be seen as a single whole.",
    "Drawing a line between {x} and {y} would create more barriers.",
)  # fmt: skip

BETTER_AGREE = (
    "{x} beat {y} every time.", "{s} prefer {x} to {y}.", "{y} cannot match what {x} offer.",
    "Experience shows that {x} serve people better than {y}.", "Money spent on {y} would be better spent on {x}.",
    "Give us {x} rather than {y}.", "{y} are a poor substitute for {x}.",
    "People thrive with {x} in a way that they do not with {y}.",
)  # fmt: skip

BETTER_DISAGREE = (
    "{y} beat {x} every time.", "{s} prefer {y} to {x}.", "{x} cannot match what {y} offer.",
    "{y} are at least as good as {x}.", "There is nothing to choose between {x} and {y}.",
    "Money spent on {x} would be better spent on {y}.", "{x} are a poor substitute for {y}.",
    "Why go for {x} when {y} do the job for less?", "Give us {y} rather than {x}.",
)  # fmt: skip

POLITE = (
    "We are grateful for the work that has gone into the paper.", "The document is well written and clear.",
    "We understand the thinking behind this.", "The intention is a good one.",
    "We share the aim of better services.", "There is much here that we like.",
    "The staff at the drop-in session were most helpful.", "We know that money is short.",
    "The idea has its attractions.", "We can see why this was suggested.",
    "The challenges described are real.", "Nobody envies those who have to decide.",
    "We had an open mind on this.", "I read the proposals with great interest.",
)  # fmt: skip

TURNS = (
    "However, {t}", "But {t}", "Yet {t}", "Nevertheless, {t}", "That said, {t}", "Having said that, {t}",
    "Even so, {t}", "All the same, {t}", "Still, {t}", "Unfortunately, {t}", "In spite of this, {t}",
    "On reflection, {t}",
)  # fmt: skip

CONCESSIONS = (
    "Although some say that {o}, {t}", "While it may be argued that {o}, {t}", "Some would say that {o}. But {t}",
    "It is often claimed that {o}. In truth, {t}", "The paper takes the view that {o}. However, {t}",
    "Opponents will tell you that {o}; nevertheless {t}", "I know the argument that {o}. All the same, {t}",
    "It may well be that {o}, but {t}", "{o_cap}, some people think. I think that {t}",
    "Much is made of the view that {o}. Yet {t}",
)  # fmt: skip

BOTH_SIDES = (
    "On the one hand, {a}. On the other hand, {b}.", "{a_cap}. At the same time, {b}.",
    "{a_cap}. Then again, {b}.", "I can see both sides: {a}, and {b}.",
    "{a_cap}, which counts in favour. Against it, {b}.",
)  # fmt: skip

PLAIN_AGREE = (
    "Yes.", "I agree.", "Agreed.", "We fully agree.", "Absolutely right.", "Strongly in favour.", "Good idea.",
    "Yes, definitely.", "Very true.", "Quite right.", "We support this.", "Makes sense to me.",
    "Hear, hear.", "Couldn't agree more.", "Could not have said it better.", "That is correct.",
    "This is exactly right.", "I am all for it.", "Who could argue with that?", "No objection.",
    "Obviously.", "Spot on.", "Our members endorse this.", "The association agrees.", "It is high time.",
)  # fmt: skip

PLAIN_DISAGREE = (
    "No.", "I disagree.", "Not at all.", "We do not agree.", "Nonsense.", "Strongly opposed.", "Bad idea.",
    "No, definitely not.", "Untrue.", "Quite wrong.", "We oppose this.", "Makes no sense to me.",
    "Certainly not.", "I could not disagree more.", "That is incorrect.", "This is exactly the wrong way round.",
    "I am against it.", "Who dreamt this up?", "We object.", "Rubbish.", "Don't do it.", "A terrible plan.",
    "Our members reject this.", "The association disagrees.", "What a joke.", "Leave it alone.",
)  # fmt: skip
