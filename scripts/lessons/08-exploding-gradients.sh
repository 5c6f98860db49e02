#!/bin/sh
# Lesson 8: exploding gradients. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 8 "$@"
