#!/usr/bin/env bash
# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Installs tramo into .venv and shows it at work on a generated portfolio and a generated log of events.
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

step "demo"
exec "$python" examples/demo.py
