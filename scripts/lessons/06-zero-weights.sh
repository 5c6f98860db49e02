#!/bin/sh
# Lesson 6: all weights zero at the beginning. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 6 "$@"
