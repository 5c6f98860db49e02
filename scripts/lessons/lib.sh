# shellcheck shell=sh
# Shared by the lessons, which source it and call 'lesson NUMBER OPTIONS...'. 'mnist lesson' does the work; here are the
# variables that the scripts know.
set -eu
MNIST=${MNIST:-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/../mnist}

lesson() {
    # A lesson's first word is its number; settings come right behind it.
    number=$1
    shift
    set -- ${LESSON_EPOCHS:+"epochs=$LESSON_EPOCHS"} ${LESSON_IMAGES:+"images=$LESSON_IMAGES"} "$@"
    exec "$MNIST" lesson "$number" "$@"
}
