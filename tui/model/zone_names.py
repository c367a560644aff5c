"""What people call a zone: abbreviations with their offsets, and cities that have no zone of their own."""

from __future__ import annotations

ABBREVIATIONS: dict[str, tuple[tuple[int, str], ...]] = {
    "utc": ((0, "UTC"),),
    "gmt": ((0, "UTC"),),
    "z": ((0, "UTC"),),
    "cst": ((-360, "America/Chicago"), (480, "Asia/Shanghai"), (-300, "America/Havana")),
    "ist": ((330, "Asia/Kolkata"), (120, "Asia/Jerusalem"), (60, "Europe/Dublin")),
    "bst": ((60, "Europe/London"), (360, "Asia/Dhaka")),
    "ast": ((-240, "America/Halifax"), (180, "Asia/Riyadh")),
    "gst": ((240, "Asia/Dubai"), (-120, "Atlantic/South_Georgia")),
    "sst": ((-660, "Pacific/Pago_Pago"), (480, "Asia/Singapore")),
    "est": ((-300, "America/New_York"),),
    "edt": ((-240, "America/New_York"),),
    "cdt": ((-300, "America/Chicago"),),
    "mst": ((-420, "America/Denver"),),
    "mdt": ((-360, "America/Denver"),),
    "pst": ((-480, "America/Los_Angeles"),),
    "pdt": ((-420, "America/Los_Angeles"),),
    "akst": ((-540, "America/Anchorage"),),
    "akdt": ((-480, "America/Anchorage"),),
    "hst": ((-600, "Pacific/Honolulu"),),
    "adt": ((-180, "America/Halifax"),),
    "nst": ((-210, "America/St_Johns"),),
    "ndt": ((-150, "America/St_Johns"),),
    "brt": ((-180, "America/Sao_Paulo"),),
    "wet": ((0, "Europe/Lisbon"),),
    "west": ((60, "Europe/Lisbon"),),
    "cet": ((60, "Europe/Berlin"),),
    "cest": ((120, "Europe/Berlin"),),
    "mez": ((60, "Europe/Berlin"),),
    "mesz": ((120, "Europe/Berlin"),),
    "eet": ((120, "Europe/Athens"),),
    "eest": ((180, "Europe/Athens"),),
    "idt": ((180, "Asia/Jerusalem"),),
    "msk": ((180, "Europe/Moscow"),),
    "trt": ((180, "Europe/Istanbul"),),
    "sast": ((120, "Africa/Johannesburg"),),
    "wat": ((60, "Africa/Lagos"),),
    "eat": ((180, "Africa/Nairobi"),),
    "pkt": ((300, "Asia/Karachi"),),
    "npt": ((345, "Asia/Kathmandu"),),
    "wib": ((420, "Asia/Jakarta"),),
    "hkt": ((480, "Asia/Hong_Kong"),),
    "sgt": ((480, "Asia/Singapore"),),
    "pht": ((480, "Asia/Manila"),),
    "jst": ((540, "Asia/Tokyo"),),
    "kst": ((540, "Asia/Seoul"),),
    "awst": ((480, "Australia/Perth"),),
    "acst": ((570, "Australia/Adelaide"),),
    "acdt": ((630, "Australia/Adelaide"),),
    "aest": ((600, "Australia/Sydney"),),
    "aedt": ((660, "Australia/Sydney"),),
    "nzst": ((720, "Pacific/Auckland"),),
    "nzdt": ((780, "Pacific/Auckland"),),
}
"""Each meaning: minutes east of UTC, and a zone that uses it. More than one meaning: never guessed."""

CALLED: dict[str, str] = {
    "Africa/Cairo": "egypt, alexandria",
    "Africa/Johannesburg": "south africa, cape town, durban, pretoria",
    "Africa/Lagos": "nigeria, abuja",
    "Africa/Nairobi": "kenya",
    "Africa/Casablanca": "morocco, rabat",
    "America/New_York": (
        "et, eastern, eastern time, us eastern, nyc, new york city, ny, manhattan, brooklyn, boston, "
        "washington, washington dc, dc, philadelphia, pittsburgh, baltimore, miami, orlando, tampa, "
        "atlanta, charlotte, raleigh, cleveland, cincinnati, jacksonville, richmond"
    ),
    "America/Chicago": (
        "ct, central time, us central, dallas, houston, austin, san antonio, minneapolis, new orleans, "
        "nashville, memphis, st louis, saint louis, kansas city, milwaukee, oklahoma city, omaha"
    ),
    "America/Denver": "mt, mountain time, us mountain, salt lake city, albuquerque",
    "America/Phoenix": "arizona",
    "America/Los_Angeles": (
        "pt, pacific time, us pacific, la, sf, san francisco, bay area, san diego, seattle, las vegas, "
        "sacramento, oakland, palo alto, mountain view, cupertino, silicon valley, redmond"
    ),
    "America/Anchorage": "alaska",
    "America/Toronto": "ottawa, montreal, quebec, quebec city, waterloo",
    "America/Edmonton": "calgary, banff",
    "America/Vancouver": "british columbia",
    "America/Mexico_City": "guadalajara, puebla",
    "America/Bogota": "colombia, medellin, cali",
    "America/Lima": "peru",
    "America/Sao_Paulo": "rio, rio de janeiro, brasilia, belo horizonte, curitiba, porto alegre",
    "America/Argentina/Buenos_Aires": "argentina, ba",
    "Asia/Kolkata": (
        "india, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, madras, pune, calcutta, "
        "ahmedabad, gurgaon, gurugram, noida, kochi"
    ),
    "Asia/Kathmandu": "nepal",
    "Asia/Karachi": "pakistan, lahore, islamabad",
    "Asia/Dhaka": "bangladesh",
    "Asia/Dubai": "uae, abu dhabi",
    "Asia/Riyadh": "saudi arabia, jeddah",
    "Asia/Jerusalem": "israel, haifa",
    "Asia/Shanghai": "china, beijing, peking, shenzhen, guangzhou, hangzhou, chengdu, wuhan",
    "Asia/Tokyo": "japan, osaka, kyoto, nagoya, yokohama",
    "Asia/Seoul": "south korea, korea, busan",
    "Asia/Ho_Chi_Minh": "vietnam, hanoi, ho chi minh city",
    "Asia/Manila": "philippines, cebu",
    "Asia/Bangkok": "thailand",
    "Asia/Taipei": "taiwan",
    "Asia/Kuala_Lumpur": "malaysia, kl",
    "Australia/Sydney": "wollongong",
    "Australia/Brisbane": "gold coast, cairns",
    "Europe/Berlin": (
        "germany, munich, munchen, muenchen, hamburg, frankfurt, cologne, koln, koeln, stuttgart, "
        "dusseldorf, duesseldorf, leipzig, dresden, nuremberg, nurnberg, nuernberg, hanover, hannover, "
        "bremen, karlsruhe, mannheim, bonn, essen, dortmund, heidelberg, freiburg"
    ),
    "Europe/Vienna": "austria, wien, graz, salzburg, linz, innsbruck",
    "Europe/Zurich": "switzerland, zuerich, geneva, geneve, genf, basel, bern, lausanne, lugano",
    "Europe/Paris": "lyon, marseille, toulouse, bordeaux, lille, nantes, strasbourg, grenoble",
    "Europe/Madrid": "barcelona, valencia, seville, sevilla, malaga, bilbao",
    "Europe/Lisbon": "lisboa, porto",
    "Europe/Rome": "italy, roma, milan, milano, turin, torino, florence, bologna",
    "Europe/Amsterdam": "netherlands, the hague, rotterdam, utrecht, eindhoven",
    "Europe/Brussels": "belgium, bruxelles, antwerp, ghent",
    "Europe/London": (
        "uk, united kingdom, england, scotland, wales, edinburgh, glasgow, leeds, bristol, liverpool, "
        "sheffield, cardiff, manchester, oxford"
    ),
    "Europe/Dublin": "ireland, cork, galway",
    "Europe/Copenhagen": "denmark, aarhus, kobenhavn",
    "Europe/Stockholm": "sweden, gothenburg, goteborg, malmo",
    "Europe/Oslo": "norway, bergen, trondheim",
    "Europe/Helsinki": "finland, tampere, espoo",
    "Europe/Warsaw": "poland, warszawa, krakow, cracow, wroclaw, gdansk, poznan, lodz",
    "Europe/Prague": "czech republic, czechia, praha, brno",
    "Europe/Budapest": "hungary",
    "Europe/Bucharest": "romania, cluj, bucuresti",
    "Europe/Athens": "greece, thessaloniki",
    "Europe/Kyiv": "ukraine, kiev, lviv, kharkiv",
    "Europe/Istanbul": "turkey, ankara, izmir",
    "Pacific/Auckland": "wellington, christchurch",
    "Pacific/Honolulu": "hawaii",
    "America/Havana": "cuba",
    "Asia/Tehran": "iran",
    "UTC": "universal time, zulu time",
}
"""The zones most looked for, each with what else people call it."""

ALIASES: dict[str, str] = {name: zone for zone, names in CALLED.items() for name in names.split(", ")}
"""City, country with one clock, or colloquial name, without accents and in small letters, to its zone."""

TWO_PLACES = frozenset(
    {"portland", "birmingham", "cambridge", "columbus", "san jose", "st petersburg", "hyderabad"}
)
"""Names of two well-known cities with different clocks: never guessed."""
