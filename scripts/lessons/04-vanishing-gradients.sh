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
Backpropagation multiplies by f'(z) in every layer. For sigmoid f' is at most a
quarter, so ten layers leave almost nothing of the gradient at the first layer.
For relu f' is 1 or 0. A residual connection leads around each layer, and nothing
is multiplied on the way. Look at the gradients from the last layer to the first.
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

With plain sigmoid, layer 1 gets a tiny share of the gradient of the last layer,
and the network does no better than guessing. With relu the gradients of all
layers have about the same size, and the network learns. Residual connections
rescue even the sigmoid. With relu they need normalization: without it the sums
grow from layer to layer, and training diverges (take out --norm batch to see it).
END
