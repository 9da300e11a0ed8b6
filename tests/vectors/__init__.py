# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Makes the checks importable by the tests in tests/python.
