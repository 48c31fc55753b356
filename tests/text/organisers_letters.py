"""Letters that invented organisers hand out, an invented paper, and words to write others with.

A paragraph is a list of sentences; what stands in braces is a blank that the sender fills in.
"""

from __future__ import annotations

LETTERS: dict[str, list[list[str]]] = {
    "postcard": [
        [
            "Please keep the ferry at Tillingford running through the winter.",
            "Hundreds of us cross the water every morning for work, school and the surgery.",
            "The road round the estuary takes an hour and floods in every storm.",
            "Do not leave us stranded.",
        ]
    ],
    "petition": [
        [
            "I live in {place} and I am asking you to think again about the swimming pool.",
            "It is the only warm pool within twenty miles where a wheelchair can go straight in.",
        ],
        [
            "Older people come for their joints, babies come for their first splash, and three "
            "schools have no other place to teach children to swim.",
            "Closing it saves less in a year than the new car park cost to resurface.",
        ],
        ["Please vote to keep the pool open and to repair the boiler this summer."],
    ],
    "allotments": [
        [
            "I write about the proposal to build on the allotments behind Sexton Lane.",
            "Families have dug these plots for over ninety years, and the waiting list is longer "
            "today than it has ever been.",
            "Fresh food matters most to households whose wages no longer stretch to the shops.",
        ],
        [
            "The soil took generations to make and cannot be carried to another field.",
            "Bees, hedgehogs and slow worms live along its edges, and the pond is the last one "
            "in the parish where newts still breed.",
        ],
        [
            "There is empty land beside the old goods yard that nobody would miss.",
            "Build the houses there, and let the plots stay with those who tend them.",
            "I have held my plot for {years} years and hope to hand it on.",
        ],
    ],
    "hospital": [
        [
            "I am deeply worried by the plan to move the children's ward from Marlow Cross to the "
            "city.",
            "Parents without a car would need two buses and a long walk to sit by a bed at night.",
            "When a child cannot breathe, forty extra minutes on the road are not a detail in a "
            "spreadsheet.",
        ],
        [
            "The papers say that fewer beds are needed because stays are getting shorter.",
            "Yet the same ward turned families away on eleven nights last winter, and its nurses "
            "worked double shifts to keep the remaining beds safe.",
            "A smaller ward further away cannot be the answer to a service that is already full.",
        ],
        [
            "I ask the board to publish the travel times it has used, with the hour of the day and "
            "the kind of transport for each.",
            "I ask it to speak to the ambulance crews, the school nurses and the parents of "
            "children with long illnesses before anything is decided.",
        ],
        [
            "Finally, I ask {mp} to raise this with the minister.",
            "A promise was made when the old infirmary closed that the ward would be safe for a "
            "generation, and that promise should be kept.",
        ],
    ],
    "orchard": [
        [
            "I object to the order that would allow the felling of the orchard and the lime walk "
            "at Pennard House.",
            "My reasons are set out below, and I would like each of them to be answered.",
        ],
        [
            "First, the trees are not dying.",
            "The survey that the developer commissioned looked at forty trees out of more than "
            "three hundred, in the month of January, when no leaf can be seen.",
            "An independent report by two retired foresters found that nine in ten are sound and "
            "that most would live for another century with ordinary pruning.",
        ],
        [
            "Secondly, the walk is a public footpath in all but name.",
            "People have strolled there with prams and dogs since before the war, and nobody was "
            "ever asked to leave.",
            "To fence it off now would take from the village the one level path that somebody with "
            "a stick can manage in the wet.",
        ],
        [
            "Thirdly, the water has to go somewhere.",
            "The roots hold the bank above the lower cottages, which flooded twice in the decade "
            "before the limes were planted and have stayed dry ever since.",
            "Concrete will send every storm straight into the kitchens of Mill Row, whose owners "
            "already struggle to find anyone who will insure them.",
        ],
        [
            "Fourthly, the orchard feeds us.",
            "The autumn fair sells its cider, the school makes its jam, and the almshouse has a "
            "basket of pears each week from September until Christmas.",
            "No sum paid to the district will buy back trees whose names are written in no "
            "catalogue.",
        ],
        [
            "I therefore ask the committee to refuse the order, to protect every tree by law, and "
            "to open talks with the trust that has offered to buy the land at its present value.",
            "I would also ask for a site visit in blossom time, so that members may see for "
            "themselves what they are being invited to destroy.",
        ],
        [
            "I have lived in {place} for {years} years.",
            "Please let me know when the matter will be heard, as I wish to attend.",
        ],
    ],
    "rail": [
        [
            "This response is to the consultation on ticket offices and station staff along the "
            "Vale line.",
            "I am a passenger, I use {place} station, and I do not accept the proposals.",
        ],
        [
            "The document describes the change as moving staff from behind the glass to the "
            "platform.",
            "That would be welcome if it were true, but the tables at the back show something "
            "else: fourteen of the nineteen stations would have nobody at all after two in the "
            "afternoon, and six would have nobody on any day.",
            "A member of staff who is not there cannot help anyone from either side of the glass.",
        ],
        [
            "Machines do not sell half of what people need.",
            "They cannot sell a rover, exchange a season ticket, take cash from someone without a "
            "bank card, or tell a frightened teenager which of three cancelled trains to wait for.",
            "Those with poor eyesight tell us that the screens are unreadable in low sun, and "
            "people with a tremor cannot press the small grey squares before the page goes back "
            "to the beginning.",
        ],
        [
            "Disabled travellers will lose the most.",
            "Today a ramp can be asked for at the window ten minutes before departure.",
            "Under the plan it would have to be booked through an application the evening before, "
            "and if the crew forgets there will be nobody to ring.",
            "Several of my neighbours have said that they would simply stop going out by train, "
            "which is the opposite of what the equality statement promises.",
        ],
        [
            "Safety has been left out of the calculation.",
            "A lit office with a person in it is the reason why women feel able to wait for the "
            "last train home, and why the waiting room has not been smashed since it reopened.",
            "The police were not consulted, and the figures for assaults at unstaffed halts were "
            "printed without the years in which they rose.",
        ],
        [
            "The savings are uncertain and small.",
            "By the company's own account the offices cost less than one penny in every pound of "
            "fares, and nearly a third of that would be spent again on roving teams, cameras and "
            "contracts for the machines.",
            "No allowance has been made for the passengers who will travel less, for the fares "
            "that will not be collected, or for the shops and cafes in station buildings that "
            "would be locked when the staff go home.",
        ],
        [
            "There are better ways to spend a quiet hour.",
            "Clerks could run the parcel shelf, the tourist leaflets and the library returns box, "
            "as they do on the coast line, where the number of passengers has grown each year.",
            "Open the window to the platform by all means, but keep the person and keep the door.",
        ],
        [
            "I ask the company to withdraw these proposals, to publish the hours that each station "
            "would really be staffed, and to begin again with the people who use and work on the "
            "line.",
            "If it will not do so, I ask the watchdog to object on every ground that the law "
            "allows.",
            "Please send me a copy of the decision and of the reasons for it.",
        ],
        ["I agree that my comments may be published.", "My postcode is {postcode}."],
    ],
}

PARAPHRASES = {
    "Do not leave us stranded.": "Please don't abandon the people on this side of the river.",
    "Please vote to keep the pool open and to repair the boiler this summer.": (
        "I hope councillors will save our pool and mend its heating before autumn."
    ),
    "There is empty land beside the old goods yard that nobody would miss.": (
        "Why not use the derelict railway sidings instead, which are of no use to anyone?"
    ),
    "A smaller ward further away cannot be the answer to a service that is already full.": (
        "You do not fix an overstretched ward by shrinking it and sending it elsewhere."
    ),
    "No sum paid to the district will buy back trees whose names are written in no catalogue.": (
        "Rare old varieties like ours cannot be replaced with any amount of money."
    ),
    "A member of staff who is not there cannot help anyone from either side of the glass.": (
        "Staff can only help us when they are actually at the station."
    ),
}

PAPER = [
    "The authority proposes to bring the management of public places under a single partnership "
    "by the end of next year. The partnership would set one standard for opening hours, upkeep "
    "and access, and would publish what each place costs to run and how many people use it.",
    "We recognise that some services are used by few people but matter greatly to those who use "
    "them. No service would close without an assessment of who would be affected, a period of at "
    "least twelve weeks in which alternatives can be put forward, and a decision taken in public.",
    "Savings would come first from shared offices, joint purchasing and fewer empty buildings. "
    "Where charges rise, those on low incomes would pay no more than they do now. The authority "
    "would report on progress every six months for the first three years.",
]

FORM_GUIDANCE = (
    "Please read the notes before you fill in this form. Write inside the boxes and continue on a "
    "separate sheet if you need more space. We will use your answers only for the purposes of "
    "this consultation and will not publish your name without your permission."
)
FORM_QUESTIONS = [
    "Question 1. To what extent do you agree that the management of public places should be "
    "brought under a single partnership by the end of next year? Please give your reasons.",
    "Question 2. What effect would the proposed changes to opening hours, upkeep and access have "
    "on you, your family or the people that your organisation represents?",
    "Question 3. Is there anything else that the authority should take into account before it "
    "decides whether services that are used by few people should be kept, moved or closed?",
]

SHORT_ANSWERS = [
    "I agree",
    "No comment",
    "Keep the library open",
    "Please keep the library open.",
    "See attached file(s)",
    "I strongly disagree with these proposals",
    "None",
    "Leave things as they are please, they work well.",
    "I do not agree with any of the proposals in this document.",
    "Yes",
    "It is a waste of money and should not go ahead",
]

BRANCH_LETTER = (
    "The Federation of Lantern Keepers represents those who look after lamps on footpaths and "
    "quays. Our members have told us that the proposed partnership would make repairs slower, "
    "since every broken lamp would be reported through a call centre in another county. We ask "
    "that keepers remain employed by the parish, that spare glass is stored within a day's walk, "
    "and that the branch is consulted each spring on which lamps are to be replaced first."
)
BRANCHES = ["Northside", "Quay Street", "Upper Vale", "Eastmarsh", "Hill", "Old Town"]


def _listed(text: str, between: str | None = None) -> list[str]:
    return text.split(between)


NAMES = _listed(
    "Ada Ben Cora Dov Edie Femi Gwen Hari Ines Jory Kit Lena Mavis Ned Opal Piers Quin Rosa Sol "
    "Tess Una Vera Wyn Yusuf Zora Amir Bryn Cato Dilys Eamon"
)
SURNAMES = _listed(
    "Aldery Brack Cotterel Dunnage Ellimore Fosket Garraway Hollins Ivory Jessop Kerslake Lumley "
    "Mottram Nesfield Orpin Pardoe Quested Rudkin Sallis Thrower Unsworth Vesey Wadlow Yelland"
)
PLACES = _listed(
    "Tillingford;Upper Marsh;Sexton Green;Marlow Cross;Pennard;Lower Vale;Great Oxley;"
    "Hob's End;Saint Ebb;Cold Norley;Brackwater;Fen Hatch;Little Oxley on the Hill;Quayside",
    ";",
)

NOUNS = _listed(
    "bus pool park road school clinic library garden bridge harbour market nurse teacher driver "
    "farmer shop cafe lamp fence gate hedge river flood winter summer evening morning budget tax "
    "council office form letter meeting chair choir band team coach child mother father aunt "
    "neighbour friend tenant landlord roof window boiler kitchen stair lift ramp pavement kerb "
    "crossing signal bicycle lorry van parcel ticket fare pass card phone screen website password "
    "notice map survey figure table chapter page reason promise doubt worry hope plan scheme trial "
    "saving cost price wage pension rent bill debt loan grant fund charity church chapel mosque "
    "hall museum theatre cinema stage fair festival tree orchard field meadow pond stream bank "
    "quay boat ferry anchor rope sail tide storm rain snow frost drought heat shade bench path "
    "track station platform train tram depot garage engine wheel tyre brake noise smoke dust smell "
    "litter bin waste paper glass metal plastic food meal bread milk fruit vegetable allotment "
    "plot spade wheelbarrow shed greenhouse bee bird hedgehog newt dog cat horse sheep cow rider "
    "walker runner swimmer carer patient doctor dentist pharmacist ward bed queue appointment "
    "ambulance crew siren hour minute week month decade century village town city county region "
    "border coast island valley hill moor wood forest quarry mine mill factory workshop studio "
    "clerk manager director governor trustee volunteer member officer warden ranger keeper"
)
VERBS = _listed(
    "need use lose miss share visit serve help reach cross leave find keep mend open lock paint "
    "clean light heat fund run plan move close build rent sell buy carry feed teach train guide "
    "trust fear doubt welcome oppose support question ignore forget remember promise expect notice "
    "follow lead join quit start finish delay prevent improve damage protect replace repair extend "
    "shorten widen narrow measure count record report publish explain answer challenge change halve"
)
ADJECTIVES = _listed(
    "old new small large narrow wide quiet noisy busy empty cheap costly fair unfair safe "
    "warm cold dark bright broken sturdy local distant rural urban early late long short slow "
    "steep level muddy dry wet green grey rusty wooden public private shared spare main upper "
    "lower northern southern eastern western rich poor young elderly disabled tired proud lonely "
    "kind careful careless honest vague clear hidden obvious recent former annual weekly daily rare"
)
FRAMES = (
    "the {a} {n} beside the {n} is where our {n} and the {n} {v} every {n}",
    "my {n} cannot {v} a {a} {n} without a {n} or some {a} {n}",
    "last {n} we had to {v} the {n} because no {n} would {v} it",
    "if you {v} the {a} {n}, who will {v} for the {n} and its {a} {n}",
    "nobody on our {n} was asked whether a {n} should {v} before the {n}",
    "it took {k} weeks to {v} the {n}, and then the {a} {n} was {a} again",
    "there ought to be a {a} {n} for each {n}, not one {n} for {k} of them",
    "I would rather {v} a {n} than {v} the {a} {n} that you describe",
    "your {n} says little about {a} {n} or how a {n} might {v} them",
    "{a} people in this {n} {v} the {n} more than any {n} or {n}",
    "with {k} {n} to look after I {v} {a} mornings at the {n}",
    "why does the {n} always {v} its {n} when a {a} {n} comes along",
    "when our {n} was {a} the {n} helped us to {v} a {n}",
    "perhaps a {n} and a {a} {n} could {v} together with the {n}",
    "what I {v} most is that {a} {n} by the {n}, open to every {n}",
    "some {k} years ago the {n} tried to {v} our {n} and it ended with a {a} {n}",
)
