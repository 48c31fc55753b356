"""``python -m consult.cli`` is the ``consult`` command."""

from consult.cli import main

if __name__ == "__main__":
    main()
