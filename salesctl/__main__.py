"""``python -m salesctl``."""

from __future__ import annotations

import sys

from salesctl.cli import main

sys.exit(main())
