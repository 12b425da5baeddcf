"""Run the command line: ``python -m vindplaats`` does the same as ``vindplaats``."""

import sys

from vindplaats.cli import main

sys.exit(main())
