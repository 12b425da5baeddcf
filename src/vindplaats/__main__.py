"""Run the command line: ``python -m vindplaats`` is ``vindplaats``."""

import sys

from vindplaats.cli import main

sys.exit(main())
