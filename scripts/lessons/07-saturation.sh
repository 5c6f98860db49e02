#!/bin/sh
# Lesson 7: mse and cross-entropy when the outputs are saturated.
. "$(dirname -- "$0")/lib.sh"

rate=0.1
hidden=100
epochs=${LESSON_EPOCHS:-5}
images=${LESSON_IMAGES:-20000}

cat <<'END'
Weights of variance 1 make sums far from 0. Sigmoid outputs then begin near 0 or 1,
about half of them at the wrong end. With mse the gradient has the factor
a (1 - a), which is almost 0 there: the worse the mistake, the less the network
learns from it. With cross-entropy that factor cancels: dz = a - y. Look at the
first epochs.
END
set -- --activation sigmoid --output sigmoid --hidden "$hidden" --lr "$rate" --epochs "$epochs" --limit "$images"
try mse-normal --loss mse --init normal "$@"
try ce-normal --loss cross-entropy --init normal "$@"
try mse --loss mse "$@"
try ce --loss cross-entropy "$@"
per_epoch validation_accuracy "Share of the validation images recognised:"
per_layer gradient_norm "Gradient of one weight (root mean square) in epoch 1:"
finish ce-normal
cat <<'END'

With saturated outputs mse starts slowly, and cross-entropy learns at once. With
weights that suit the widths of the layers both start well, and cross-entropy
stays ahead.
END
