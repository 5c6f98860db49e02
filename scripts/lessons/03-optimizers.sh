#!/bin/sh
# Lesson 3: plain gradient descent, momentum and Adam. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 3 "$@"
