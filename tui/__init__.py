"""Raincheck: from a missed job interview to "call made, message sent" in under a minute."""

__version__ = "0.1.0"
