#!/bin/sh
# Lesson 10: l1 makes weights zero. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 10 "$@"
