"""Text leaving the terminal: files, the clipboard, standard output."""
