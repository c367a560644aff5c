"""What the words of an invitation state: the meeting link, the role, the company, a telephone number."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, unquote, urlsplit

from tui.exchange.invitation import Text
from tui.model.clean import clean

LONGEST = 300
LONGEST_LINK = 2000

SERVICES = {
    "zoom.us": r"/(?:j|my|s|w|wc|meeting|launch)/",
    "zoom.com": r"/(?:j|my|s|w)/",
    "zoomgov.com": r"/(?:j|my)/",
    "teams.microsoft.com": r"/(?:l/meetup-join|meet)/|/_#/",
    "teams.live.com": r"/meet/",
    "meet.google.com": r"/[a-z0-9-]{5,}",
    "hangouts.google.com": r"/",
    "webex.com": r"/(?:meet|join|wbxmjs|m|[\w.-]+/j\.php)",
    "whereby.com": r"/.",
    "gotomeeting.com": r"/join",
    "gotomeet.me": r"/.",
    "goto.com": r"/",
    "meet.jit.si": r"/.",
    "8x8.vc": r"/.",
    "bluejeans.com": r"/\d",
    "chime.aws": r"/\d",
    "join.skype.com": r"/.",
    "lync.com": r"/",
    "ringcentral.com": r"/join",
    "meeting.zoho.com": r"/",
    "meet.zoho.com": r"/",
    "meeting.zoho.eu": r"/",
    "facetime.apple.com": r"/join",
    "around.co": r"/r/",
    "join.me": r"/.",
    "livestorm.co": r"/p/",
    "daily.co": r"/.",
    "gather.town": r"/",
    "hirevue.com": r"/",
    "sparkhire.com": r"/",
    "willo.video": r"/",
    "coderpad.io": r"/.",
    "meet.google": r"/.",
    "senfcall.de": r"/.",
    "dialpad.com": r"/",
    "lifesizecloud.com": r"/",
    "starleaf.com": r"/",
    "vidyo.com": r"/",
    "pexip.me": r"/",
    "tencent.com": r"/dm/",
    "larksuite.com": r"/j/",
    "vc.feishu.cn": r"/j/",
    "discord.gg": r"/.",
    "app.slack.com": r"/huddle/",
}
"""The hosts of meeting rooms (and all below them) with what the path of a room begins with."""

_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]{4,2000}", re.IGNORECASE)
_WRAPPED = {"safelinks.protection.outlook.com": "url", "google.com": "q"}


def from_html(text: str) -> str:
    """Return the words of an HTML text, its links after theirs; nothing of it is fetched or run."""
    text = _without(text[:1_000_000], ("style", "script", "head"))
    text = _HREF.sub(lambda link: f" {link[2]} ", text)
    text = _BREAK.sub("\n", text)
    text = html.unescape(_TAG.sub("", text))
    return re.sub(r"[ \t\xa0]+", " ", text)


_HREF = re.compile(r"<a\s[^<>]{0,300}?href\s*=\s*([\"'])(https?://[^\"'<>]{1,2000})\1[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h\d|/?table)\b[^<>]{0,1000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")


def _without(text: str, names: tuple[str, ...]) -> str:
    low = text.lower()
    for name in names:
        kept, place = [], 0
        while (start := low.find(f"<{name}", place)) >= 0:
            end = low.find(f"</{name}", start)
            if end < 0:
                break
            kept.append(text[place:start])
            place = end + len(name) + 2
        text = "".join([*kept, text[place:]])
        low = text.lower()
    return text


def looks_like_html(text: str) -> bool:
    """Tell whether a description is HTML, as some calendars write it."""
    return bool(re.search(r"<(?:br|p|b|i|a|div|span|html|ul|li)\b[^<>]{0,300}>|&nbsp;", text, re.IGNORECASE))


def one_line(text: str, most: int = LONGEST) -> str:
    """Return foreign text in one clean line of a bounded length."""
    return clean(text[: 4 * most], one_line=True).text.strip()[:most].strip()


def links(text: str) -> list[str]:
    """Return the web addresses of a text, freed of the wrappers that mail filters put around them."""
    return [unwrapped(found[0].rstrip(".,;:!?)]*>")) for found in _LINK.finditer(text)]


def unwrapped(link: str) -> str:
    """Return the address inside one that a mail filter wrote, found by reading it alone."""
    host = _host(link)
    for wrapper, key in _WRAPPED.items():
        if _below(host, wrapper) and (wrapper != "google.com" or urlsplit(link).path == "/url"):
            inner = parse_qs(urlsplit(link).query).get(key, [""])[0]
            return inner if inner.startswith(("https://", "http://")) else link
    if host == "urldefense.com" and (match := re.search(r"/v3/__(https?:/{1,2}[^\s]+?)__;", link)):
        return re.sub(r"^(https?):/+", r"\1://", unquote(match[1]))
    return link


def meeting_link(text: str) -> str:
    """Return the first address of a known meeting service in a text, "" without one."""
    return next((link for link in links(text) if is_meeting(link)), "")


def is_meeting(link: str) -> bool:
    """Tell whether a web address is a room of a known meeting service."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.username is not None or len(link) > LONGEST_LINK or not link.isascii() or not link.isprintable():
        return False
    host = _host(link)
    return any(_below(host, name) and re.match(path, parts.path + "/") for name, path in SERVICES.items())


def _below(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").lower()
    except ValueError:
        return ""


_ROLE_AT = (
    re.compile(
        r"\binterview (?:for|as)(?: the| an?| our)?(?: (?:role|position|job|post) (?:of|as))?(?: an?| the)? "
        r"(?P<role>[^\n]{2,100}?)(?: (?:role|position|job|post))?"
        r"(?: (?:at|with|@) (?P<company>[^\n]{2,80}?))?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<role>[^\n]{2,100}?) interview (?:at|with|@) (?P<company>[^\n]{2,80}?)$", re.IGNORECASE),
    re.compile(r"\binterview at (?P<company>[^\n]{2,80}?)$", re.IGNORECASE),
)
_GUESSES = (
    re.compile(r"^interview with (?P<company>[^\n]{2,80}?)$", re.IGNORECASE),
    re.compile(r"^(?P<company>[^\n:|]{2,80}?) interview$", re.IGNORECASE),
    re.compile(r"^interview ?[:|–-] ?(?P<role>[^\n|–-]{2,100}?)$", re.IGNORECASE),
)
_ROUNDS = re.compile(
    r"^(?:(?:the|a|an|your|my|job|phone|video|telephone|technical|tech|final|first|second|third|1st|2nd|3rd|round|"
    r"onsite|on-site|online|virtual|hr|panel|screening|initial|follow-up|coding|case|remote|in-person|invitation|"
    r"updated?|confirmed|to|for|zoom|teams|skype|\d)\s*)+:?$",
    re.IGNORECASE,
)
_LABELS = {
    "interview.company": re.compile(
        r"(?im)^\W{0,4}(?:company|employer|organi[sz]ation|firma)\s*:\s*(\S.{0,120})$"
    ),
    "interview.role": re.compile(
        r"(?im)^\W{0,4}(?:role|position|job(?: title)?|vacancy|stelle)\s*:\s*(\S.{0,120})$"
    ),
    "contact.phone": re.compile(
        r"(?im)^\W{0,4}(?:phone|tel|telephone|telefon|mobile|cell|my number|call me (?:on|at))"
        r"(?: number| no)?\.?\s*:?\s*(\+?\(?\d[\d ()./-]{5,22}\d)\s*$"
    ),
}


def stated(title: str, words: str, people: tuple[str, ...]) -> list[Text]:
    """Return role, company and telephone number that title and description state; a guess is unsure."""
    found = [
        Text(path, one_line(match[1]), "the description")
        for path, pattern in _LABELS.items()
        if (match := pattern.search(words[:20_000]))
    ]
    said = re.split(r"\s*(?:\(|\||@ (?=\w{3} )| – | - |,)", _PREFIX.sub("", title.strip()))[0].strip()
    whole = _PREFIX.sub("", title.strip())
    for patterns, sure in ((_ROLE_AT, True), (_GUESSES, False)):
        match = _first(patterns, said) or (None if sure else _first(patterns, whole))
        for name, words_said in (match.groupdict() if match else {}).items():
            value = one_line(words_said or "")
            if value and not _ROUNDS.match(value) and value.lower() not in people:
                found.append(Text(f"interview.{name}", value, "the title", sure))
        if match:
            break
    return found


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


_PREFIX = re.compile(
    r"^(?:(?:re|fw|fwd|aw|wg|invitation|updated invitation|cancell?ed(?: event)?|accepted|declined|confirmed|"
    r"cancellation|reminder)\s*:\s*)+",
    re.IGNORECASE,
)

_NO_COMPANY = re.compile(
    r"gmail|googlemail|google|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|proton|pm|mail|"
    r"protonmail|fastmail|zoho|yandex|qq|163|126|posteo|mailbox|tutanota|t-online|orange|free|wanadoo|libero|"
    r"calendly|greenhouse|lever|workday|myworkday|ashbyhq|smartrecruiters|workable|icims|jobvite|gem|bamboohr|"
    r"teamtailor|personio|recruitee|goodtime|modernloop|paradox|hirevue|linkedin|indeed|cal|doodle|savvycal|"
    r"eventbrite"
)
"""Domains of mail providers and of schedulers: they say nothing of who invites."""
_SECOND = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"])


def company_of(address: str) -> str:
    """Return the company that the domain of an address suggests, "" for mail providers and schedulers."""
    labels = address.rpartition("@")[2].lower().split(".")
    if len(labels) < 2:
        return ""
    place = 3 if len(labels) > 2 and labels[-2] in _SECOND and len(labels[-1]) == 2 else 2
    name = labels[-place]
    if _NO_COMPANY.fullmatch(name) or not name.isascii() or name.startswith("xn--"):
        return ""
    return " ".join(word.capitalize() for word in name.split("-") if word)
