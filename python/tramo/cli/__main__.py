# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# For `python -m tramo.cli`.
from . import main

main()
