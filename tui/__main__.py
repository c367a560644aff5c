"""`python -m tui` is `raincheck`."""

from tui.cli import main

if __name__ == "__main__":
    main()
