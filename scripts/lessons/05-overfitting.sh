#!/bin/sh
# Lesson 5: overfitting, and what helps. Options and settings: mnist lesson --help
. "$(dirname -- "$0")/lib.sh"
lesson 5 ${LESSON_WATCHED:+"watched=$LESSON_WATCHED"} "$@"
