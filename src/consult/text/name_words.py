"""Words by which names of organisations are told from names of people."""

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
    "parliament assembly team project together action concern watch matters hub initiative "
    "consortium body watchdog clinic homes care panel institution conservancy conference circle "
    "crew executive observatory fellowship bank laboratory networks "
    "operators traders retailers farmers growers walkers riders rangers volunteers movement "
    "wardens guardians tenants residents neighbours users parents pupils england wales scotland "
    "ireland britain corps division directorate secretariat tribunal"
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
    "quay wharf drive gardens court row place way field fields mill bridge village"
)
"""Last words of addresses: where a person is from, not whom they speak for."""

OPENING_WORDS = word_set(
    "save stop keep protect fair clean clear first warm safe better new independent national royal "
    "local rural urban open living healthy stronger united citizens citizen people’s our your "
    "action public community homes home house water air river green greener free equal voice "
    "voices future next right rights quit end no more less sustainable british english scottish "
    "welsh northern southern eastern western north south east west central international european "
    "world global small big large great good disability disabled older age young youth women’s "
    "carers patients parents tenants workers farmers friends families children children’s wheels "
    "access food energy transport road roads rail cycle cycling walking housing shelter land farm "
    "countryside wildlife nature bird birds ocean sea coastal island islands city town village "
    "street streets road school schools learning education health heart mind help support care "
    "digital open fair early best one all think change choose make let give get speak stand wake "
    "reclaim defend preserve restore rebuild love live work working play read reading"
)
"""Common words with which names of campaigns and charities open and first names do not."""
