#!/bin/sh
# Lesson 4: vanishing gradients. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 4 "$@"
