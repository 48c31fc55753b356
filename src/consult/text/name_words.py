"""Words by which names of organisations are told from names of people, and roles from both."""

from __future__ import annotations


def word_set(listing: str) -> frozenset[str]:
    """Return the words of a listing, which are set apart by white space."""
    return frozenset(listing.split())


BODY_WORDS = word_set(
    "association bureau council trust society group union foundation federation network alliance "
    "institute university polytechnic college school board department ministry office authority "
    "agency commission committee party service services charity partnership forum club centre "
    "campaign friends ltd limited plc uk academy church police nhs company fund housing parish "
    "chamber confederation congress league guild coalition collective cooperative co-operative "
    "hospital hospitals library museum gallery orchestra ombudsman inspectorate government "
    "parliament assembly team project together alive action concern watch matters hub initiative "
    "consortium body watchdog clinic homes care panel institution conservancy conference circle "
    "crew executive observatory fellowship bank laboratory networks "
    "operators traders retailers farmers growers walkers riders rangers volunteers movement "
    "wardens guardians tenants residents neighbours users parents pupils england wales scotland "
    "ysgol cyngor cymdeithas prifysgol undeb ymddiriedolaeth mudiad coleg cymru plaid comhairle "
    "conradh cumann scoil comunn éireann alba "
    "helpline hotline foodbank pantry chambers solicitors ventures holdings logistics airways "
    "airlines railways trains coaches ferries estates properties lettings offshore "
    "united ireland britain corps division directorate secretariat tribunal"
)
"""Words that stand in names of organisations of every field."""

GENERIC_BODIES = word_set(
    "charity association union council group federation organisation society trust bureau body "
    "network alliance foundation institute campaign party company firm agency authority club forum "
    "coalition chamber partnership department ministry board committee regulator watchdog school "
    "university church league guild confederation collective co-operative cooperative fellowship "
    "assembly conference circle movement consortium centre orchestra team"
)
"""What an organisation is called again by: "the union", "the charity's"."""

LOOSE_BODIES = word_set("charity group organisation body campaign company firm club")
"""Those of them that need not stand in its name."""

PLACE_WORDS = word_set(
    "street road lane avenue close square terrace crescent cottage cottages farm hill green wood "
    "quay wharf drive gardens court row place way field fields mill bridge village "
    "moor common heath fell valley"
)
"""Last words of addresses: where a person is from, not whom they speak for."""

OPENING_WORDS = word_set(
    "save stop keep protect fair clean clear first warm safe better new independent national "
    "royal local rural urban open living healthy stronger united citizens citizen people’s our "
    "your action public community homes home house water air river rivers green greener free "
    "equal voice voices future next right rights quit end no more less sustainable british "
    "english scottish welsh northern southern eastern western north south east west central "
    "international european world global small big large great good disability disabled older age "
    "young youth women’s carers patients parents tenants workers farmers friends families "
    "children children’s wheels access food energy transport road roads rail cycle cycling "
    "walking housing shelter land farm countryside wildlife nature bird birds ocean sea coastal "
    "island islands city town village street streets school schools learning education health "
    "heart mind help support care digital early best one all think change choose make let give "
    "get speak stand wake advice autism dementia cancer diabetes stroke sight hearing deaf blind "
    "hospice veterans refugee migrant crisis relief rescue students women men girls girl boys "
    "reclaim defend preserve restore rebuild love live work working play read reading quiet "
    "respite brighter bright happy calm slow fast active bike bikes bus buses train trains tram "
    "trams park parks garden gardens tree trees soil canal lake dog dogs cat cats horse horses "
    "animal animals heritage history music arts art sport sports baby babies birth maternity "
    "breast kidney lung brain spine bone blood sleep pain epilepsy asthma allergy parent carer "
    "crews smart simple real true equality justice hands wild"
)
"""Common words with which names of campaigns and charities open and first names do not."""

ROLES = word_set(
    "president chair chairman chairwoman chairperson vice-chair vice-president chief executive "
    "director head leader deputy manager secretary spokesperson spokesman spokeswoman minister "
    "commissioner councillor founder co-founder member officer lead coordinator co-ordinator "
    "principal headteacher teacher adviser advisor analyst campaigner organiser trustee convener "
    "mayor bishop treasurer partner boss ceo co-chair assistant associate interim acting former "
    "vice executive shadow solicitor economist researcher resident chancellor warden governor "
    "ambassador owner landlord barrister surveyor editor engineer clerk convenor organizer patron "
    "scientist biologist historian professor consultant nurse doctor pastor vicar canon farmer "
    "contractor fisherman builder driver baker grocer greengrocer publican coach captain skipper "
    "apprentice intern chef midwife paramedic curator librarian"
)
"""What people are in bodies, and by trade."""

PARTIES = frozenset(
    {
        "labour",
        "conservatives",
        "tories",
        "lib dems",
        "liberal democrats",
        "greens",
        "green party",
        "snp",
        "plaid cymru",
        "sinn féin",
        "sdlp",
        "dup",
        "uup",
        "tuv",
        "fine gael",
        "fianna fáil",
        "social democrats",
        "reform uk",
        "nationals",
        "liberals",
        "ndp",
        "bloc québécois",
    }
)
"""Parties of these islands and of Canada, folded: two words of theirs are nobody's name."""

OFFICES = word_set(
    "president chair chairman chairwoman chairperson vice-chair vice-president chief executive "
    "director head leader manager secretary spokesperson spokesman spokeswoman founder co-founder "
    "officer coordinator co-ordinator principal headteacher head-teacher trustee convener convenor "
    "treasurer boss ceo co-chair analyst adviser advisor editor economist scientist researcher "
    "lawyer vet dean organiser organizer campaigner commissioner lecturer professor pro md cfo coo"
)
"""Roles that somebody has in a body and not at home: "director of X" makes X a body."""

KINDS_OF_BODY = word_set(
    "operator maker supplier retailer carrier insurer lender publisher manufacturer developer "
    "provider producer chain giant brand lobby start-up startup bank newspaper magazine airline "
    "nonprofit non-profit think-tank thinktank weekly monthly quango co-op "
    "platform app consultancy outfit utility marketplace broadcaster "
    "brewery brewer wholesaler distributor tank housebuilder business enterprise rival"
)
"""What a firm is called beside its name: "retailer X", "X, a start-up"."""

STATEMENTS = word_set(
    "report response statement survey research submission study briefing letter website manifesto "
    "analysis evidence blog poll spokesperson chief senior deputy general policy national head "
    "managing regional founding executive legal medical technical commercial research campaigns"
)
"""What a body issues: "the Trust’s report said" is the Trust."""

PEOPLE = word_set(
    "mother father parent parents resident residents campaigner campaigners villager villagers "
    "critics experts teachers nurses doctors drivers cyclists shopkeepers traders neighbours "
    "farmers protesters users carers passengers commuters pupils students activists adults people "
    "members workers families staff professionals councillors pensioner pensioners grandmother "
    "mum mam dad gran granny nan grandad widow widower "
    "grandfather woman man motorist motorists shopper shoppers walkers opponents supporters"
)
"""Unnamed people of whom reports speak."""

KIN = word_set(
    "brother sister husband wife son daughter mother father mum dad mam neighbour friend colleague "
    "grandson granddaughter nephew niece cousin aunt uncle widow widower"
)
"""After which somebody's own name follows."""

NOT_NAMES = word_set(
    "about whereas "
    "the a an in on at it he she they we i this that these those while when where but and however "
    "also if as its their his her one many some most all our my you your who monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december yesterday today speaking responding commenting writing "
    "meanwhile asked last first second third finally there here what why how no not yes both "
    "according since after before despite although because local other another "
    "everyone everybody nobody somebody someone anyone anybody none neither either whoever "
    "critics mps general cabinet charities ministers unions officials"
)
"""Words that a sentence opens with and that name nobody."""

SURNAMES_IN_ERS = word_set(
    "rogers summers chambers myers meyers sanders saunders powers waters rivers peters walters "
    "winters masters withers flowers sellers carruthers smithers bowers ayers byers childers"
)
"""Surnames that look like people in the plural."""

LETTERS_AFTER = word_set("GP MP MSP MEP TD JP KC QC OBE MBE CBE RN PhD CEO UK US EU TV")
"""What stands in capitals beside a name and is no body."""

HONORIFICS = word_set(
    "mr mrs ms miss mx messrs dr prof professor sir dame lord lady baroness cllr cllrs rev mp pc "
    "councillors insp inspector supt superintendent sgt "
    "sergeant constable canon bishop archdeacon rabbi imam "
    "pastor captain colonel sister matron msp mla td mep senator fr baron viscount"
)
"""What stands before a name and is no part of it."""
