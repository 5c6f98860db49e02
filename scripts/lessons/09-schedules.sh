#!/bin/sh
# Lesson 9: schedules of the learning rate. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 9 "$@"
