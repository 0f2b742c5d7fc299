"""`python -m wccflow.cli` is the command `wccflow`."""

import sys

from wccflow.cli.program import main

sys.exit(main())
