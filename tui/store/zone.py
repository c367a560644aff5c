"""The zone of this machine."""

from __future__ import annotations


def machine_zone() -> str:
    """Return the IANA name of the zone that this machine is set to, UTC where it has none."""
    from tzlocal import get_localzone_name

    from tui.model.zones import load_zone

    try:
        name = get_localzone_name() or ""
    except (LookupError, ValueError, OSError):
        return "UTC"
    return name if load_zone(name) else "UTC"
