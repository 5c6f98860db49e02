#!/bin/sh
# Lesson 2: full batch, stochastic and mini-batch gradient descent. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 2 "$@"
