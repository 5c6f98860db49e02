#!/bin/sh
# Lesson 3: plain gradient descent, momentum and Adam.
. "$(dirname -- "$0")/lib.sh"

rate=0.01
adam_rate=0.001
epochs=${LESSON_EPOCHS:-5}
images=${LESSON_IMAGES:-20000}

cat <<'END'
All three follow the same gradients. Momentum keeps a running sum of them:
gradients that point the same way add up, with 0.9 to steps ten times as long.
Adam gives every weight a step size of its own. Look at the loss after the first
epoch.
END
set -- --hidden 64 --epochs "$epochs" --limit "$images"
try sgd --optimizer sgd --lr "$rate" "$@"
try momentum --optimizer momentum --momentum 0.9 --lr "$rate" "$@"
try adam --optimizer adam --lr "$adam_rate" "$@"
per_epoch train_loss "Loss on the training images:"
per_epoch validation_accuracy "Share of the validation images recognised:"
finish adam
cat <<'END'

At the same rate, momentum is well ahead of plain gradient descent. But plain
gradient descent with ten times the rate does nearly as well: set rate=0.1 and
see. Adam's advantage is that its usual rate, 0.001, suits most networks, so you
need not search for one.
END
