"""Facts in, text out: the library of messages, the sandbox they are rendered in, their measures."""
