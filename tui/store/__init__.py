"""One Markdown file per incident: saved atomically, locked, never overwritten blindly."""
