#!/bin/sh
# Lesson 7: mse and cross-entropy when the outputs are saturated. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 7 "$@"
