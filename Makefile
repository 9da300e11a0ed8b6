# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The few commands by name; each is a script that anyone can read.
.PHONY: help setup demo test bench format clean

help:
	@echo "make setup    install what is missing: system packages, .venv, the Python package"
	@echo "make demo     segment 200,000 invented accounts, replay 2 million events, offer to 50,000 debtors"
	@echo "make test     build and run every test"
	@echo "make bench    measure, and write build/bench/report.json"
	@echo "make format   lay out the C++ files with clang-format"
	@echo "make clean    remove build/ (the virtual environment .venv stays)"

setup demo test bench format:
	@bash tests/scripts/$@.sh

clean:
	rm -rf build
