"""`python -m tests.supply [FILE]`: see the package."""

import sys

from tests.supply import main

sys.exit(main(sys.argv[1:]))
