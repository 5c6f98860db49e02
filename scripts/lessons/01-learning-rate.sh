#!/bin/sh
# Lesson 1: the learning rate. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 1 "$@"
