#!/bin/sh
# Lesson 11: plateaus and local minima. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 11 "$@"
