"""``python -m baophu``."""

from baophu.cli import main

if __name__ == "__main__":
    main()
