#!/bin/sh
# Lesson 4: vanishing gradients. Ten hidden layers with sigmoid, with relu, and
# with residual connections.
. "$(dirname -- "$0")/lib.sh"

width=32
depth=10
rate=0.05
epochs=${LESSON_EPOCHS:-4}
images=${LESSON_IMAGES:-20000}

cat <<'END'
Backpropagation multiplies by f'(z) in every layer. For sigmoid that is a quarter
at most, so ten layers leave next to nothing of the gradient at the first one; for
relu it is 1 or 0. A residual connection adds a way around each layer, on which
nothing is multiplied. Look at the gradients from the last layer up to the first.
END
hidden=$width
layer=1
while [ "$layer" -lt "$depth" ]; do
    hidden=$hidden,$width
    layer=$((layer + 1))
done
set -- --hidden "$hidden" --lr "$rate" --epochs "$epochs" --limit "$images"
try sigmoid --activation sigmoid "$@"
try relu --activation relu "$@"
try sigmoid-residual --activation sigmoid --residual "$@"
try residual-norm --activation relu --residual --norm batch "$@"
per_layer gradient_norm "Gradient of one weight (root mean square) in epoch 1, layer by layer:"
per_epoch validation_accuracy "Share of the validation images recognised:"
finish residual-norm
cat <<'END'

With plain sigmoid layer 1 gets a vanishing share of what the last layer gets, and
the network does no better than guessing. relu keeps the gradients of one size,
and learns. Residual connections rescue even the sigmoid. With relu they need the
normalization: without it the sums grow from layer to layer, and it diverges (take
out --norm batch to see that).
END
