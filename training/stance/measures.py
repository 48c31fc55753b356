# ruff: noqa: E501  (data: one entry to a line)
"""Things that a measure would restrict or bring in, and how people argue for and against.

All invented for this project. A text here speaks of what the measure does to people, seldom of the
measure by the proposition's own words: the model has to work out that less of a harm speaks for a
limit, and lost income against it. Nothing here is about gambling, so that the public set on it
stays an unseen subject.
"""

from __future__ import annotations

# fmt: off

# (noun phrase, plural, who suffers, who earns by it, the harm, where people would turn instead)
RESTRICTED: tuple[tuple[str, bool, str, str, str, str], ...] = (
    ("fast food adverts near schools", True, "children", "restaurants", "childhood obesity", "adverts on their phones"),
    ("disposable vapes", True, "teenagers", "corner shops", "nicotine addiction", "unregulated sellers"),
    ("wood-burning stoves", True, "people with asthma", "stove fitters", "air pollution", "open coal fires"),
    ("pavement parking", False, "blind people", "delivery firms", "falls and broken paving", "side streets"),
    ("single-use plastic cups", True, "sea birds", "coffee chains", "litter", "cups that are hardly better"),
    ("late-night fireworks", True, "pets and veterans", "firework shops", "distress and burns", "home-made bangers"),
    ("energy drinks for under-16s", True, "pupils", "drinks makers", "lost sleep and poor behaviour", "strong coffee"),
    ("night flights", True, "families under the flight path", "freight airlines", "broken sleep", "airports across the border"),
    ("e-scooters on pavements", True, "older pedestrians", "hire companies", "collisions", "bikes ridden without care"),
    ("pesticides in public parks", True, "bees and toddlers", "chemical suppliers", "poisoned soil", "salt and vinegar sprays"),
    ("cold calling at the door", False, "widows and widowers", "sales agencies", "doorstep fraud", "telephone selling"),
    ("payday loans", True, "low-paid workers", "lenders", "problem debt", "loan sharks"),
    ("zero-hours contracts", True, "young workers", "hotel owners", "insecure incomes", "bogus self-employment"),
    ("battery cages for hens", True, "hens", "egg producers", "animal suffering", "cheap imported eggs"),
    ("short holiday lets", True, "local renters", "property investors", "rising rents", "letting off the books"),
    ("diesel vans in the old town", True, "residents with lung disease", "couriers", "dirty air", "longer routes around the ring road"),
    ("jet skis in the bay", True, "seals and swimmers", "boat hirers", "disturbance and accidents", "unpatrolled coves"),
    ("smoking outside hospital doors", False, "patients", "tobacconists", "second-hand smoke", "back stairs and toilets"),
    ("unpaid internships", True, "graduates without rich parents", "fashion houses", "unfair access to jobs", "so-called volunteering"),
    ("school exclusions for lateness", True, "pupils with sick parents", "private tuition firms", "lost learning", "unofficial suspensions"),
    ("plastic grass in front gardens", False, "hedgehogs", "turf suppliers", "flooding and heat", "concrete paving"),
    ("cash payments for scrap metal", True, "churches and schools", "scrap dealers", "lead theft", "dealers in the next county"),
    ("alcohol in city parks", False, "families with small children", "off-licences", "drunken disorder", "underpasses and stairwells"),
    ("exotic pets", True, "the animals themselves", "breeders", "cruelty and escapes", "illegal online trade"),
    ("leaf blowers", True, "home workers", "garden contractors", "noise", "louder petrol machines"),
    ("sugary drinks in leisure centres", True, "young swimmers", "vending companies", "tooth decay", "the shop next door"),
    ("bottled water at council meetings", False, "the environment", "bottlers", "plastic waste", "canned drinks"),
    ("face recognition cameras in shops", True, "shoppers from minorities", "security firms", "wrongful suspicion", "private guards"),
    ("agency staff on wards", True, "frail patients", "staffing agencies", "poor continuity of care", "unpaid overtime"),
    ("junk mail", False, "people with dementia", "printers", "scams and waste", "nuisance e-mail"),
    ("quad bikes on the moor", True, "ground-nesting birds", "tour operators", "erosion", "trails without signs"),
    ("tanning salons for under-18s", True, "teenage girls", "salon owners", "skin cancer", "home sunbeds"),
    ("lorries over forty tonnes in villages", True, "villagers", "hauliers", "danger and vibration", "narrower lanes"),
    ("smartphones in classrooms", True, "shy pupils", "phone companies", "bullying and distraction", "hidden smart watches"),
    ("trail hunting", False, "foxes and hounds", "hunt suppliers", "needless killing", "hunting out of sight"),
    ("ground rents", True, "leaseholders", "freeholders", "unfair charges", "hidden service fees"),
    ("laughing gas canisters", True, "teenagers", "party suppliers", "nerve damage", "street dealers"),
    ("peat compost", False, "bogs and their wildlife", "garden centres", "lost carbon", "imported bags"),
    ("crisis loans at high interest", True, "single parents", "brokers", "spiralling debt", "back-street lenders"),
    ("private cars in the school street", True, "cyclists of eight and nine", "parking companies", "near misses", "the next road along"),
    ("cosmetic surgery adverts on buses", True, "young women", "clinics", "poor body image", "social media influencers"),
    ("live animal exports", True, "calves", "dealers", "suffering in transit", "routes through other ports"),
    ("oversized digital billboards", True, "drivers", "advertising firms", "distraction and light pollution", "lit-up shop windows"),
    ("restraint in children's homes", False, "children in care", "training providers", "fear and injury", "calls to the police"),
    ("unregistered schools", True, "pupils", "their proprietors", "neglect and poor teaching", "lessons behind closed doors"),
)

# (noun phrase, plural, who gains, who pays, the gain, what the money could do instead)
BROUGHT_IN: tuple[tuple[str, bool, str, str, str, str], ...] = (
    ("free bus travel for under-25s", False, "apprentices", "ratepayers", "access to jobs and training", "mending the roads"),
    ("school breakfast clubs", True, "hungry pupils", "schools", "concentration in class", "more teaching assistants"),
    ("protected cycle lanes", True, "people who ride to work", "shopkeepers", "road safety", "filling potholes"),
    ("a later start for secondary schools", False, "teenagers", "working parents", "alertness and results", "smaller classes"),
    ("body-worn cameras for bailiffs", True, "debtors", "enforcement firms", "honest conduct", "debt advice"),
    ("a deposit on bottles and cans", False, "beaches and verges", "small shops", "recycling", "better kerbside collection"),
    ("mental health workers in job centres", True, "people out of work", "the health service", "recovery and employment", "more doctors"),
    ("a landlord register", False, "private tenants", "small landlords", "safe homes", "more inspectors"),
    ("community wardens", True, "older residents", "the police budget", "a sense of safety", "street lighting"),
    ("a living wage for care workers", False, "care staff", "care homes", "lower turnover", "training"),
    ("drinking fountains in town centres", True, "shoppers and runners", "the water company", "less plastic waste", "public toilets"),
    ("fluoride in the water supply", False, "children from poor families", "water customers", "dental health", "free toothbrushes"),
    ("mandatory calorie labels on menus", True, "diners who watch their weight", "family restaurants", "informed choice", "cookery lessons"),
    ("a rent deposit scheme", False, "people leaving care", "the housing department", "a stable start", "building flats"),
    ("paid leave for foster carers", False, "foster carers", "employers", "retention", "higher allowances"),
    ("low traffic neighbourhoods", True, "families on side streets", "tradespeople", "cleaner air and quiet", "electric buses"),
    ("a youth hub in every ward", False, "bored teenagers", "council taxpayers", "less trouble on the streets", "grants for existing clubs"),
    ("speech therapy in nurseries", False, "late talkers", "health trusts", "language and confidence", "more nursery places"),
    ("a four-day week for council staff", False, "staff with children", "residents", "well-being and output", "longer opening hours"),
    ("heat pumps in council homes", True, "tenants", "the capital programme", "lower bills", "loft insulation"),
    ("a dog licence", False, "neglected dogs", "pet owners", "responsible ownership", "more dog wardens"),
    ("video appointments with doctors", True, "people in remote villages", "surgeries", "quicker access", "evening clinics"),
    ("a citizens' panel on the budget", False, "ordinary residents", "the democratic services team", "trust in decisions", "clearer leaflets"),
    ("swimming lessons for every pupil", True, "inland children", "schools", "fewer drownings", "sports kit"),
    ("a second home levy", False, "first-time buyers", "second-home owners", "affordable housing", "building council homes"),
    ("gigabit broadband for hill farms", False, "farming families", "the county", "new business", "better mobile signal"),
    ("family group meetings before court", True, "grandparents and children", "legal teams", "children kept with relatives", "more social workers"),
    ("twenty-mile-an-hour limits", True, "walkers", "bus companies", "fewer deaths", "driver training"),
    ("a repair café in each library", False, "people on tight budgets", "library staff", "less waste", "longer library hours"),
    ("universal childcare from nine months", False, "young mothers", "the Treasury", "a return to work", "child benefit"),
    ("a smoke-free generation law", False, "today's children", "newsagents", "fewer cancers", "stop-smoking clinics"),
    ("hospital parking without charge", False, "visitors and night staff", "hospital trusts", "dignity at a hard time", "more nurses"),
    ("an independent ombudsman for water", False, "bill payers", "water companies", "accountability", "leak repairs"),
    ("refill points in supermarkets", True, "thrifty shoppers", "grocers", "less packaging", "lower prices"),
    ("advocates for children in care", True, "children in care", "local authorities", "a voice in decisions", "more placements"),
    ("flexible hours for shift workers", True, "night cleaners", "hospital managers", "health and family life", "higher pay"),
    ("street trees on every new estate", True, "new householders", "house builders", "shade and birdsong", "playgrounds"),
    ("a right to request braille letters", False, "blind customers", "banks", "independence", "telephone help"),
    ("apprenticeships for over-fifties", True, "older workers", "employers", "skills and purpose", "early retirement"),
    ("public toilets on the seafront", True, "visitors with bladder trouble", "the tourism budget", "comfort and trade", "beach cleaning"),
    ("free period products in colleges", True, "students", "college finance offices", "attendance", "bursaries"),
    ("a wildlife bridge over the bypass", False, "deer and badgers", "the highways agency", "fewer collisions", "fences"),
    ("social prescribing", False, "lonely patients", "surgeries", "fewer visits to the doctor", "more nurses"),
    ("an early help worker in each school", False, "families under strain", "education budgets", "trouble caught in time", "after-school clubs"),
    ("shore power for ferries", False, "harbour residents", "ferry lines", "cleaner air", "cheaper fares"),
)

PLACES = (
    "Norway", "Denmark", "Wales",
    "Ireland", "Canada", "Scotland",
    "the Netherlands", "New Zealand", "Portugal",
    "Finland", "several American states", "neighbouring counties",
)

PERSONAS = (
    "I teach in a primary school and see it every day.", "As a nurse on nights, I meet the results.", "I run a small shop on the corner of the square.",
    "My wife and I retired here six years ago.", "As a father of three I think about this a lot.", "I have worked in catering for twenty years.",
    "I drive a bus for a living.", "As somebody who grew up on an estate, I know what it is like.", "I keep bees and walk the dog at dawn.",
    "Speaking as an accountant, I like to look at figures.", "I am a student and share a flat with four others.", "As a volunteer at the food bank I hear many stories.",
    "I coach a junior netball team.", "We are a family of five.", "As a former magistrate I have seen both ends.",
    "I play the trombone in the town band.", "As a carer for my mother I have little spare time.", "I mend clocks for a living.",
    "I have lived in three countries.", "As an engineer I care about what works.",
)

FLOURISHES = (
    "It is as simple as that.", "Think about it.", "That matters to us all.",
    "We should not lose sight of this.", "It is common sense.", "Somebody had to say it.",
    "I feel strongly about this.", "This is what counts in the end.", "That is my honest opinion.",
    "I know many who feel the same.", "Let us be honest about that.", "Surely that is plain.",
)

# {x} the thing, {who} those who suffer, {firms} those who earn, {harm}, {ill} where people turn
LIMIT_FOR = (
    "{cut} {x} would {help} {harm}.", "{cut} {x} will {help} {harm}, above all among {who}.", "{cut} {x} can only be good for {who}.",
    "Less exposure to {x} means less {harm}.", "Keeping {x} away from {who} would {help} {harm}.", "{who} deserve to be protected from {x}.",
    "Protecting {who} from {harm} has to come first.", "{x} {do} real damage to {who}.", "{x} {bring} {harm}, and {who} pay the price.",
    "{x} make{s} {harm} look normal.", "The link between {x} and {harm} is plain to see.", "Since {place} acted, {harm} there {have_harm} fallen.",
    "{place} has done it already, and we should be in step with {place}.", "Bringing our rules into line with {place} makes sense for public health.", "It would show that those in charge take {harm} seriously.",
    "It would help to restore faith in government.", "The health of {who} matters more than the takings of {firms}.", "{firms} have made money out of {harm} for long enough.",
    "{firms} will find other ways to earn; {who} cannot undo the harm.", "A firm rule would spare {who} a lot of misery.", "A ban would protect {who}.",
    "A strict ban would help to keep {who} safe.", "Such a step would {help} {harm}.", "Taking {x} out of the picture would relieve {who}.",
    "Fewer temptations, less {harm}.", "Who speaks up for {who} if we do not?", "I have seen what {x} can do to {who}.",
    "{who} are easily led, and {x} take{s} advantage of that.", "Without {x} life would be better for {who}.", "A world with less {harm} is worth some inconvenience.",
    "Voluntary codes have failed, so the law must step in.", "There is no need for {x} at all.", "{x} serve{s} nobody but {firms}.",
    "Why should {who} put up with {x}?", "{x} {have} no place in a decent society.", "Clear rules would give {who} peace of mind.",
    "Preventing {harm} is cheaper than treating it.", "{harm} cost{s_harm} the health service dear.",
)

LIMIT_AGAINST = (
    "{firms} would lose much of their income.", "{firms} could be driven out of business.", "Many jobs with {firms} depend on {x}.",
    "If {x} went, {firms} would face financial hardship.", "The loss of revenue would put {firms} at risk.", "Local trade would suffer without {x}.",
    "Without the money from {x}, much that people enjoy could no longer be paid for.", "It would be close to impossible to enforce.", "Checking that everyone complies would swallow time and money.",
    "Policing it everywhere is a huge task, and nobody has the staff.", "Inspectors cannot be on every corner.", "People would just turn to {ill}.",
    "{firms} would get round it in no time.", "It would drive people towards {ill}, and that is worse.", "The problem would only move to {ill}.",
    "So the promised benefits would come to nothing.", "Adults can decide for themselves.", "It takes away people's freedom to choose.",
    "This is the nanny state at work.", "It is far too much regulation.", "It punishes the many for the faults of a few.",
    "There is little proof that {x} cause{s} {harm}.", "{harm} {have_harm} other causes than {x}.", "The true cause of {harm} lies elsewhere.",
    "It treats the symptom and leaves the cause alone.", "Education does more against {harm} than any ban.", "The present rules on {x} are strict enough.",
    "{x} {do} no harm to anyone.", "{x} give{s} pleasure to thousands.", "{x} {have} been with us for ages without trouble.",
    "Let the market sort it out.", "{firms} already act responsibly.", "Better information would do the job without a ban.",
    "It is heavy-handed and out of proportion.", "Prices would go up, and ordinary people would pay.", "Firms have a right to offer what is legal.",
    "Parents, not officials, should look after {who}.", "Some people rely on {x}.", "A ban would miss its aim.",
    "I doubt that it would make any difference to {harm}.",
)

# {x} the thing, {who} those who gain, {firms} those who pay, {gain}, {ill} what else to do with the money
BRING_FOR = (
    "{x} would bring {gain}.", "{x} would be a great help to {who}.", "{who} would be better off.",
    "{who} have waited long enough.", "{more} {x} would mean {gain}.", "{x} {have} worked well in {place}.",
    "In {place} the result has been {gain}.", "{gain} would follow.", "Without {x}, {who} go short.",
    "{who} are overlooked at the moment, and this would put that right.", "It is money well spent.", "The cost to {firms} is small beside the gain.",
    "It would pay for itself through {gain}.", "{firms} can well afford it.", "Everybody gains when {who} do.",
    "{gain} should not depend on where you live.", "I have seen in {place} how much good it does.", "It would be a lifeline for {who}.",
    "Nothing would do more for {who}.", "{who} tell us again and again that they need this.", "{gain}: that is what it would mean for {who}.",
    "It would take a weight off {who}.", "The absence of {x} hurts {who} every day.", "This would put {who} first for once.",
    "It levels the field for {who}.", "The evidence from {place} is encouraging.", "It is an investment in {gain}.",
    "Other places offer {x}; why not here?", "A civilised country has {x}.", "Too many of {who} miss out as things are.",
)

BRING_AGAINST = (
    "{firms} would have to bear the cost.", "{firms} cannot afford it.", "Who is going to pay? {firms}, as always.",
    "The money would be better spent on {ill}.", "It would take money away from {ill}.", "What {who} need is {ill}.",
    "{ill} should come first.", "There is no sign that it would bring {gain}.", "{gain} will not come from {x}.",
    "{place} tried it and gave up.", "It looks nice on paper and would be a nightmare to run.", "{firms} are stretched to the limit already.",
    "{who} have not asked for it.", "Few of {who} would use it.", "It helps {who} and forgets everyone else.",
    "It would be open to abuse.", "It adds a burden on {firms} at the worst time.", "Things work well enough without {x}.",
    "It is a gimmick.", "It is a luxury that we cannot afford.", "It would lead to higher prices and fewer jobs.",
    "It rewards the wrong people.", "Nobody has thought about the staff who would have to deliver it.", "The side effects would outweigh any {gain}.",
    "{x} would bring more trouble than {gain}.", "It is for families, not for the state, to look after {who}.", "One size does not fit all.",
    "It would be used to hide cuts elsewhere.", "A costly way to get very little.", "Has anyone asked {firms} what they think of this?",
)

CUTS = (
    "Cutting", "Reducing", "Limiting",
    "Restricting", "Curbing", "Banning",
    "Doing away with", "Scaling back", "Removing",
    "Getting rid of", "Clamping down on", "A cut in",
    "A limit on", "Having less of", "Putting an end to",
    "Lowering people's exposure to",
)

HELPS = (
    "reduce", "bring down", "prevent",
    "help to tackle", "do a lot against", "lower",
    "cut down on", "help to curb", "help to combat",
    "deter",
)

MORES = (
    "More", "Having", "Offering",
    "Providing", "Bringing in", "Rolling out",
    "Paying for", "Better",
)

# a measure as a proposition; True where it speaks for the thing as it is
LIMIT_ASKED = (
    ("{x} should be banned", False), ("We should ban {x}", False),
    ("{x} should be restricted", False), ("{x} should be phased out", False),
    ("{actor} should put an end to {x}", False), ("{actor} should limit {x}", False),
    ("There should be a ban on {x}", False), ("Should {x} be banned, and what would the effects be?", False),
    ("Do you agree that {x} should be banned?", False), ("{x} should be allowed", True),
    ("{x} should not be banned", True), ("{actor} should leave {x} alone", True),
    ("We should keep {x}", True), ("A ban on {x} would be wrong", True),
    ("{x} {do} more good than harm", True), ("{x} {do} more harm than good", False),
)

BRING_ASKED = (
    ("We should introduce {x}", False), ("{actor} should introduce {x}", False),
    ("{actor} should pay for {x}", False), ("There should be {x}", False),
    ("We need {x}", False), ("Should we have {x}?", False),
    ("Do you agree with the plan for {x}?", False), ("{x} would be a good thing", False),
    ("We should not introduce {x}", True), ("{x} would be a mistake", True),
    ("{actor} should drop the plan for {x}", True), ("We can do without {x}", True),
)

LINKS = (
    "", "", "Also, ",
    "Besides, ", "What is more, ", "Moreover, ",
    "And ",
)

CONTRASTS = (
    "However, {t}", "But {t}", "On the other hand, {t}",
    "At the same time, {t}", "Then again, {t}", "Yet {t}",
    "Still, {t}", "Mind you, {t}",
)
