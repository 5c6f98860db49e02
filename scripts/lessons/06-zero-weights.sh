#!/bin/sh
# Lesson 6: all weights zero at the beginning. Why are they usually random?
. "$(dirname -- "$0")/lib.sh"

hidden=30
epochs=${LESSON_EPOCHS:-5}
images=${LESSON_IMAGES:-20000}

cat <<'END'
Units of a layer that start with the same weights get the same gradient, and stay
the same for ever: 30 of them are no better than one. With relu it is worse: a sum
of 0 gives an output of 0 and no gradient at all. Compare "zeros" with the network
that has one unit.
END
set -- --lr 0.5 --epochs "$epochs" --limit "$images"
try zeros --init zeros --activation sigmoid --hidden "$hidden" "$@"
try one-unit --activation sigmoid --hidden 1 "$@"
try zeros-relu --init zeros --activation relu --hidden "$hidden" "$@"
try random --activation sigmoid --hidden "$hidden" "$@"
per_epoch validation_accuracy "Share of the validation images recognised:"
per_layer gradient_norm "Gradient of one weight (root mean square) in epoch 1:"
finish random
cat <<'END'

Units that start with the same weights act as one unit, however many they are.
Random weights make them different. Which random numbers they are matters little;
their size matters: see 'mnist train --init normal'.
END
