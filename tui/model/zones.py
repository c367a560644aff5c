"""Zones as people name them: by city, by IANA name, by a common alias."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from tui.model.zone_names import ABBREVIATIONS, ALIASES, CALLED, TWO_PLACES

_ODD_CITIES = {
    "Asia/Calcutta": "Kolkata",
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "America/St_Johns": "St. John's",
    "Etc/UTC": "UTC",
    "Etc/GMT": "UTC",
    "GMT": "UTC",
    "Europe/Kiev": "Kyiv",
}
_AREAS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}
_NO_CITIES = {
    *("North", "South", "West", "NSW", "ACT", "LHI", "Victoria"),  # parts of Australia, or words
    *("Center", "Christmas", "Easter", "Midway", "Troll", "Wake"),  # "easter 14:00" means the day
}


def load_zone(name: str) -> ZoneInfo | None:
    """Return the zone with this IANA name, spelt exactly; None when there is none."""
    return _load(name) if name and len(name) <= 64 else None


def city(zone: str) -> str:
    """Return what to call a zone in a sentence: its city ("New York"); "UTC-5" for `Etc/GMT+5`."""
    if zone in _ODD_CITIES:
        return _ODD_CITIES[zone]
    if zone.startswith("Etc/GMT"):
        return "UTC" + zone[7:].translate({ord("+"): "-", ord("-"): "+"})
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def find_zone(text: str) -> str | None:
    """Return the IANA name for an IANA name, a city or a common alias, in any case, with or without accents.

    None when it is unknown, or when it has several meanings (CST, IST, BST, Portland).
    """
    key = plain(text)
    if not key or key in TWO_PLACES:
        return None
    if key in ABBREVIATIONS:
        meanings = ABBREVIATIONS[key]
        return meanings[0][1] if len(meanings) == 1 else None
    if key in ALIASES:
        return ALIASES[key]
    return _by_city().get(key) or _by_name().get(key) or _by_offset(key)


def suggest_zones(text: str, limit: int = 8) -> tuple[str, ...]:
    """Return the IANA names that a half-typed name may mean, the likeliest first, each once."""
    key = plain(text)
    if not key or limit <= 0:
        return ()
    exact = find_zone(text)
    sure = [exact] if exact else [zone for _, zone in ABBREVIATIONS.get(key, ())]
    names = [*_by_city().items(), *ALIASES.items()]
    found = [zone for name, zone in names if name.startswith(key)]
    found += [zone for name, zone in names if f" {key}" in name]
    found += [zone for name, zone in _by_name().items() if key in name and "/" in zone]
    found.sort(key=lambda zone: zone not in CALLED)
    return tuple(dict.fromkeys(sure + found))[:limit]


def same_clock(a: str, b: str, at: datetime) -> bool:
    """Tell whether both zones show the same clock at that instant; an unknown zone equals only itself."""
    if a == b:
        return True
    one, other = load_zone(a), load_zone(b)
    return one is not None and other is not None and _offset(at, one) == _offset(at, other)


def plain(text: str) -> str:
    """Return a name as it is compared: small letters, no accents, single spaces, no dots or underscores."""
    if not text.isascii():
        text = text.translate(_NO_ACCENT_OF_THEIR_OWN)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.lower().replace("_", " ").replace(".", " ").replace("'", "").split())


_NO_ACCENT_OF_THEIR_OWN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE"}
)


@cache
def _load(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):
        return None
    except KeyError:  # ZoneInfoNotFoundError
        return None


def _by_offset(key: str) -> str | None:
    """Whole hours from UTC have IANA names, whose signs are turned round ("UTC-5" is `Etc/GMT+5`)."""
    name, sign, hours = key[:3], key[3:4], key[4:].lstrip("0")
    if name not in ("utc", "gmt") or sign not in ("+", "-") or not hours.isdecimal() or not hours.isascii():
        return None
    return _by_name().get(f"etc/gmt{'-' if sign == '+' else '+'}{hours}")


def _offset(at: datetime, zone: ZoneInfo) -> object:
    return at.astimezone(zone).utcoffset()


@cache
def _all_names() -> tuple[str, ...]:
    """The tzdata package has the list in one file; zoneinfo would open some 600 files to make it."""
    import pkgutil

    try:
        listed = (pkgutil.get_data("tzdata", "zones") or b"").decode().split()
    except (ImportError, OSError):
        listed = []
    if not listed:
        import zoneinfo

        listed = list(zoneinfo.available_timezones())
    return tuple(sorted(name for name in listed if name not in ("localtime", "Factory")))


@cache
def _by_name() -> dict[str, str]:
    return {plain(name): name for name in _all_names()}


@cache
def _by_city() -> dict[str, str]:
    """City to zone; of two spellings the deeper one is the current one (America/Argentina/Buenos_Aires)."""
    cities: dict[str, str] = {}
    for name in sorted(_all_names(), key=lambda name: name.count("/")):
        area, _, rest = name.partition("/")
        last = rest.rsplit("/", 1)[-1]
        if area in _AREAS and last and last not in _NO_CITIES and plain(last) not in ALIASES:
            cities[plain(last)] = name
    for name in _ODD_CITIES:
        cities.setdefault(plain(city(name)), name)
    return cities
